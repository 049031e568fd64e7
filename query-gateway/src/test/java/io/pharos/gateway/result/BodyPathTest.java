package io.pharos.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BodyPathTest {
    @Test
    void packsAfterTheStatisticsAreGone() throws IOException {
        BodyPath path = new BodyPath(List.of(new StatisticsStage(true), new GzipStage()));
        String result = "{\"data\":{\"result\":[" + "1,".repeat(40_000) + "1]";
        Buffer out = path.next(Buffer.buffer(result));
        out.appendBuffer(path.next(Buffer.buffer(",\"stats\":{}}}")));
        out.appendBuffer(path.last());

        assertThat(path.bytes()).isEqualTo(out.length()).isLessThan(result.length() / 10);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.getBytes()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(result + "}}");
        }
    }

    @Test
    void countsWhatItLeavesAsItIs() {
        BodyPath path = new BodyPath(List.of());
        assertThat(path.next(Buffer.buffer("four")).toString()).isEqualTo("four");
        assertThat(path.last().length()).isZero();
        assertThat(path.bytes()).isEqualTo(4);
        assertThat(path.unchanged()).isTrue();
    }
}
