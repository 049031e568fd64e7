package io.pharos.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionStageTest {
    private static final String TEXT =
            "# TYPE up untyped\nup{job=\"#\"} 1 1700000000000\n\n# HELP x says \\n more\nx 2\ny 3";

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void countsTheLinesThatAreNoComments(int chunk) {
        ExpositionStage stage = new ExpositionStage();
        Buffer whole = Buffer.buffer(TEXT);
        Buffer out = Buffer.buffer();
        for (int from = 0; from < whole.length(); from += chunk) {
            out.appendBuffer(stage.next(whole.getBuffer(from, Math.min(whole.length(), from + chunk))));
        }
        assertThat(out.appendBuffer(stage.last()).toString()).isEqualTo(TEXT);
        assertThat(stage.samples()).hasValue(3);
    }
}
