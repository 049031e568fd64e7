package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.protobuf.ProtoBytes;
import java.util.Arrays;

/** A label ready to be copied into a series: {@code encoded} is the whole field. */
record EncodedLabel(byte[] name, byte[] value, byte[] encoded) {
    static EncodedLabel of(String name, String value) {
        return of(name.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    static EncodedLabel of(byte[] name, byte[] value) {
        return new EncodedLabel(name, value, encode(name, value));
    }

    /** The owner's labels, sorted by name. */
    static EncodedLabel[] ofOwner(LabelRules rules) {
        EncodedLabel tenant = of(TenantId.LABEL, rules.tenant().value());
        if (!rules.environmentLabelled()) {
            return new EncodedLabel[] {tenant};
        }
        return new EncodedLabel[] {of(Environment.LABEL, rules.environment().value()), tenant};
    }

    int compareName(byte[] bytes, int from, int to) {
        return Arrays.compareUnsigned(name, 0, name.length, bytes, from, to);
    }

    boolean hasValue(byte[] bytes, int from, int to) {
        return Arrays.equals(value, 0, value.length, bytes, from, to);
    }

    private static byte[] encode(byte[] name, byte[] value) {
        int content = 2
                + ProtoBytes.varintSize(name.length)
                + ProtoBytes.varintSize(value.length)
                + name.length
                + value.length;
        byte[] encoded = new byte[1 + ProtoBytes.varintSize(content) + content];
        encoded[0] = SeriesScan.LABEL;
        int at = ProtoBytes.varint(encoded, 1, content);
        at = text(encoded, at, SeriesScan.LABEL_NAME, name);
        text(encoded, at, SeriesScan.LABEL_VALUE, value);
        return encoded;
    }

    private static int text(byte[] target, int at, int tag, byte[] text) {
        target[at] = (byte) tag;
        int start = ProtoBytes.varint(target, at + 1, text.length);
        System.arraycopy(text, 0, target, start, text.length);
        return start + text.length;
    }
}
