package io.pharos.wire.fuzz;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.otlp.Deltas;
import io.pharos.wire.otlp.OtlpSettings;
import io.pharos.wire.otlp.OtlpTranslator;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.RemoteWriteLabeller;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.SeriesLimits;
import io.pharos.wire.remotewrite2.RemoteWrite2Labeller;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextTranslator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sends damaged bodies the whole way that a collector sends them, and reads what an engine would get. */
final class Mutations {
    private static final int MAX_BYTES = 1 << 20;
    private static final LabelRules RULES = new LabelRules(
            new TenantId("acme"),
            Environment.PROD,
            false,
            Conflict.REFUSE,
            Names.UTF8,
            new SeriesLimits(30, 1024, 2048, 100_000));

    private final Random random;
    private final Unpacker unpacker = new Unpacker();
    private final RemoteWriteLabeller labeller1 = new RemoteWriteLabeller();
    private final RemoteWrite2Labeller labeller2 = new RemoteWrite2Labeller(MAX_BYTES);
    private final Scratch unpacked = new Scratch();
    private final Scratch translated = new Scratch();
    private final Scratch labelled = new Scratch();
    private long read;
    private long refused;
    private long series;
    private long slowest;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** What became of the bodies. */
    record Tally(long read, long refused, long series, long slowestNanos) {}

    Tally run(int count) throws IOException {
        List<Bodies.Body> bodies = Bodies.all();
        for (int i = 0; i < count; i++) {
            Bodies.Body body = bodies.get(i % bodies.size());
            byte[] damaged = damaged(body.bytes());
            long start = System.nanoTime();
            send(body, damaged);
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        return new Tally(read, refused, series, slowest);
    }

    /** One to four of: a byte changed, a bit turned, a piece cut off, a piece repeated. */
    private byte[] damaged(byte[] body) {
        byte[] damaged = body.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 2 ->
                    System.arraycopy(damaged, at, damaged, random.nextInt(at + 1), Math.min(4, damaged.length - at));
                default -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)) : damaged;
    }

    private void send(Bodies.Body body, byte[] damaged) throws IOException {
        if (unpacker.unpack(body.packing(), damaged, MAX_BYTES, unpacked) != Unpacked.Done.DONE) {
            refused++;
            return;
        }
        Labelled found = label(body.form());
        if (!(found instanceof Labelled.Ready)) {
            refused++;
            return;
        }
        read++;
        if (body.form() != Bodies.Form.REMOTE_WRITE_2) {
            check(NaiveReader.read(labelled.copy()).series());
            return;
        }
        Scratch asVersion1 = new Scratch();
        if (labeller2.label(unpacked, RULES, WriteVersion.V1, asVersion1) instanceof Labelled.Ready) {
            check(NaiveReader.read(asVersion1.copy()).series());
        }
    }

    private Labelled label(Bodies.Form form) {
        return switch (form) {
            case REMOTE_WRITE_1 -> labeller1.label(unpacked, RULES, labelled);
            case REMOTE_WRITE_2 -> labeller2.label(unpacked, RULES, WriteVersion.V2, labelled);
            case OTLP -> translate(new OtlpTranslator(OtlpSettings.DEFAULT, new Deltas(100, 1000).begin()));
            case PROMETHEUS -> translate(new TextTranslator(TextFormat.PROMETHEUS, 1, Map.of()));
            case OPENMETRICS -> translate(new TextTranslator(TextFormat.OPENMETRICS, 1, Map.of()));
        };
    }

    private Labelled translate(Translator translator) {
        String unreadable = translator.translate(unpacked, MAX_BYTES, translated);
        return unreadable == null ? labeller1.label(translated, RULES, labelled) : new Labelled.Unreadable(unreadable);
    }

    private void check(List<Request.Series> all) {
        for (Request.Series one : all) {
            List<String> owners = one.labels().stream()
                    .filter(label -> label.nameText().equals(TenantId.LABEL))
                    .map(Request.Label::valueText)
                    .toList();
            if (!owners.equals(List.of("acme"))) {
                throw new AssertionError("a series of " + owners);
            }
            series++;
        }
    }
}
