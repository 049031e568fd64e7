package io.pharos.wire.remoteread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.pharos.model.TenantId;
import io.pharos.wire.protobuf.BrokenEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {
    private final SeriesWatch watch = new SeriesWatch(new TenantId("acme"));

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A series with labels by name and value in turn, and points (field 2) as they are. */
    private static byte[] series(List<String> labels, byte[]... points) {
        return message(out -> {
            for (int i = 0; i < labels.size(); i += 2) {
                String name = labels.get(i);
                String value = labels.get(i + 1);
                out.writeByteArray(1, message(label -> {
                    label.writeString(1, name);
                    label.writeString(2, value);
                }));
            }
            for (byte[] point : points) {
                out.writeByteArray(2, point);
            }
        });
    }

    private static byte[] sample() {
        return message(out -> {
            out.writeDouble(1, 1.5);
            out.writeInt64(2, 1_700_000_000_000L);
        });
    }

    private static byte[] chunk(int samples) {
        return message(out -> {
            out.writeInt64(1, 5);
            out.writeInt64(2, 6);
            out.writeEnum(3, 1);
            out.writeByteArray(4, new byte[] {(byte) (samples >> 8), (byte) samples, 42});
        });
    }

    private boolean samples(byte[]... series) throws BrokenEncoding {
        byte[] result = message(out -> {
            for (byte[] one : series) {
                out.writeByteArray(1, one);
            }
        });
        byte[] response = message(out -> out.writeByteArray(1, result));
        return watch.passesSamples(response, response.length);
    }

    private boolean chunks(byte[]... series) throws BrokenEncoding {
        byte[] response = message(out -> {
            for (byte[] one : series) {
                out.writeByteArray(1, one);
            }
            out.writeInt64(2, 3);
        });
        return watch.passesChunks(response, response.length);
    }

    private static List<String> of(String tenant) {
        return List.of("__name__", "up", "tenant_id", tenant, "z", "tenant_id");
    }

    @Test
    void passesTheTenantsOwnAndCountsItsSamples() throws BrokenEncoding {
        assertThat(samples(series(of("acme"), sample(), sample()), series(of("acme"), sample())))
                .isTrue();
        assertThat(watch.samples()).isEqualTo(3);
        assertThat(chunks(series(of("acme"), chunk(120), chunk(300)))).isTrue();
        assertThat(watch.samples()).isEqualTo(423);
    }

    @Test
    void findsAnothersSeriesAmongOwn() throws BrokenEncoding {
        assertThat(samples(series(of("acme"), sample()), series(of("initech"), sample())))
                .isFalse();
    }

    @Test
    void findsAnothersChunks() throws BrokenEncoding {
        assertThat(chunks(series(of("acm"), chunk(1)))).isFalse();
    }

    @Test
    void findsSeriesOfNobodyAndOfTwo() throws BrokenEncoding {
        assertThat(new SeriesWatch(new TenantId("acme")).passesSamples(new byte[0], 0))
                .isTrue();
        assertThat(samples(series(List.of("__name__", "up")))).isFalse();
        SeriesWatch other = new SeriesWatch(new TenantId("acme"));
        byte[] both = message(
                out -> out.writeByteArray(1, series(List.of("tenant_id", "acme", "tenant_id", "initech"), chunk(1))));
        assertThat(other.passesChunks(both, both.length)).isFalse();
    }

    @Test
    void anEmptyAnswerIsNobodys() throws BrokenEncoding {
        assertThat(samples()).isTrue();
        assertThat(chunks()).isTrue();
        assertThat(watch.samples()).isZero();
    }

    @Test
    void noticesWhatIsCut() {
        byte[] whole = message(out -> out.writeByteArray(1, series(of("acme"), chunk(9))));
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThatThrownBy(() -> watch.passesChunks(cut, cut.length)).isInstanceOf(BrokenEncoding.class);
    }

    @Test
    void survivesAnyDamage() {
        Random random = new Random(5);
        byte[] whole = message(out -> out.writeByteArray(1, series(of("acme"), chunk(9), sample())));
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                new SeriesWatch(new TenantId("acme")).passesChunks(damaged, damaged.length);
            } catch (BrokenEncoding expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }
}
