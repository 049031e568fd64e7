package io.pharos.wire.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Series;
import io.pharos.wire.remotewrite.RequestBuilder;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RemoteWriteSinkTest {
    private static final String TEXT = """
            # TYPE paid counter
            # HELP paid Orders paid.
            paid_total{zone="b",A="1",empty=""} 17 # {trace_id="x"} 0.5
            paid_total{zone="c"} 3 2.5
            # EOF
            """;

    @Test
    void writesASeriesASampleAndTheMetadata() throws IOException, BrokenText {
        Request sent = written(TEXT.getBytes(UTF_8));
        Series first = sent.series().getFirst();
        assertThat(first.labels())
                .extracting(label -> label.nameText() + "=" + label.valueText())
                .containsExactly("A=1", "__name__=paid_total", "zone=b");
        assertThat(first.points().getFirst().bytes())
                .isEqualTo(Request.sample(17, 1234).bytes());
        assertThat(first.points().getLast().bytes()).isEqualTo(Request.written(out -> {
            out.writeByteArray(1, Request.written(label -> {
                label.writeString(1, "trace_id");
                label.writeString(2, "x");
            }));
            out.writeDouble(2, 0.5);
            out.writeInt64(3, 1234);
        }));
        assertThat(sent.series().getLast().points().getFirst().bytes())
                .isEqualTo(Request.sample(3, 2500).bytes());
        assertThat(sent.metadata()).hasSize(1);
        assertThat(sent.metadata().getFirst()).isEqualTo(Request.written(out -> {
            out.writeEnum(1, 1);
            out.writeString(2, "paid");
            out.writeString(4, "Orders paid.");
            out.writeString(5, "");
        }));
    }

    @Property(tries = 10_000)
    void anyBytesAreReadOrRefusedWithTheirPlace(@ForAll Random random) throws IOException {
        byte[] text = TEXT.getBytes(UTF_8);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            byte[] letters = "\n\\\"{}=, #1eN_\u0000\u007f".getBytes(UTF_8);
            text[random.nextInt(text.length)] =
                    random.nextInt(4) == 0 ? (byte) random.nextInt() : letters[random.nextInt(letters.length)];
        }
        for (TextFormat format : TextFormat.values()) {
            Scratch target = new Scratch();
            try {
                format.parse(text, new RemoteWriteSink(new RequestBuilder(target, 1 << 20), 1234));
            } catch (BrokenText e) {
                assertThat(e.line()).isBetween(1, 40);
                assertThat(e.column()).isBetween(1, TEXT.length() + 1);
            }
            NaiveReader.read(target.copy());
        }
    }

    private static Request written(byte[] text) throws BrokenText, IOException {
        Scratch target = new Scratch();
        TextFormat.OPENMETRICS.parse(text, new RemoteWriteSink(new RequestBuilder(target, 1 << 20), 1234));
        return NaiveReader.read(target.copy());
    }
}
