package io.pharos.tsdb.write;

import io.pharos.wire.Translator;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.remotewrite2.WriteVersion;

/** A sender's body as it came, and how it is read. */
public record Payload(byte[] body, Packing packing, Source source) {
    /** What the body holds once it is unpacked. */
    public sealed interface Source {
        /** How many times its unpacked size a body takes before it is remote write, at most. */
        int cost();

        /** Remote write. */
        record Written(WriteVersion version) implements Source {
            @Override
            public int cost() {
                return 0;
            }
        }

        /** Another protocol, which is turned into remote write 1.0. */
        record Translated(Translator translator) implements Source {
            @Override
            public int cost() {
                return translator.cost();
            }
        }
    }

    /** Remote write 1.0 as most send it. */
    public static Payload remoteWrite1(byte[] snappyBody) {
        return new Payload(snappyBody, Packing.SNAPPY, new Source.Written(WriteVersion.V1));
    }
}
