package io.pharos.wire.remoteread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.remoteread.ReadRequest.Matcher;
import io.pharos.wire.remoteread.ReadRequest.Matcher.Op;
import io.pharos.wire.remoteread.ReadRequest.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRequestTest {
    private static final ReadRequest TWO = new ReadRequest(
            List.of(
                    new Query(-5, 1_700_000_000_000L, List.of(new Matcher(Op.NOT_REGEX, "名", "a|b"))),
                    new Query(0, 0, List.of(new Matcher(Op.EQUAL, "", ""), new Matcher(Op.NOT_EQUAL, "x", "y")))),
            true);

    private static ReadRequest read(byte[] bytes) throws BrokenEncoding {
        return ReadRequest.read(bytes, bytes.length);
    }

    @Test
    void readsWhatItWrote() throws BrokenEncoding {
        assertThat(read(TWO.bytes())).isEqualTo(TWO);
        assertThat(read(new byte[0])).isEqualTo(new ReadRequest(List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheAcceptedTypesPackedOrNot(boolean packed) throws IOException, BrokenEncoding {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (packed) {
            out.writeByteArray(2, new byte[] {0, 1});
        } else {
            out.writeEnum(2, 0);
            out.writeEnum(2, 1);
        }
        out.flush();
        assertThat(read(bytes.toByteArray()).acceptsChunks()).isTrue();
    }

    @Test
    void passesOverHintsAndWhatIsNewer() throws IOException, BrokenEncoding {
        ByteArrayOutputStream query = new ByteArrayOutputStream();
        CodedOutputStream inner = CodedOutputStream.newInstance(query);
        inner.writeInt64(1, 7);
        inner.writeByteArray(4, new byte[] {8, 15});
        inner.writeFixed64(99, 1);
        inner.flush();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(1, query.toByteArray());
        out.flush();
        assertThat(read(bytes.toByteArray()).queries()).containsExactly(new Query(7, 0, List.of()));
    }

    @Test
    void refusesMatchersOfAnUnknownKind() {
        byte[] unknown = {10, 4, 26, 2, 8, 4};
        assertThatThrownBy(() -> read(unknown))
                .isInstanceOf(BrokenEncoding.class)
                .hasMessageContaining("matcher");
    }

    @Test
    void survivesAnyDamage() {
        Random random = new Random(3);
        byte[] whole = TWO.bytes();
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (BrokenEncoding expected) {
                assertThat(expected.reason()).isNotBlank();
            }
        }
    }
}
