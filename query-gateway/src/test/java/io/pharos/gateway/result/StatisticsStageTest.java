package io.pharos.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsStageTest {
    private static final String STATS = ",\"stats\":{\"timings\":{\"evalTotalTime\":0.1},"
            + "\"samples\":{\"totalQueryableSamples\":42,\"peakSamples\":3}}";
    private static final String RESULT = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]";

    private static String pass(StatisticsStage stage, String body, int chunk) {
        Buffer whole = Buffer.buffer(body);
        Buffer out = Buffer.buffer();
        for (int from = 0; from < whole.length(); from += chunk) {
            out.appendBuffer(stage.next(whole.getBuffer(from, Math.min(whole.length(), from + chunk))));
        }
        return out.appendBuffer(stage.last()).toString();
    }

    private static String result(int length) {
        return RESULT.formatted("\"é,".repeat(length / 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4_000, 100_000})
    void cutsTheStatisticsOutOfAnyChunks(int chunk) {
        StatisticsStage stage = new StatisticsStage(true);
        String out = pass(stage, result(50_000) + STATS + "},\"warnings\":[\"{\"]}", chunk);
        assertThat(out).isEqualTo(result(50_000) + "},\"warnings\":[\"{\"]}");
        assertThat(stage.samples()).hasValue(42);
    }

    @Test
    void leavesTheStatisticsThatWereAskedFor() {
        StatisticsStage stage = new StatisticsStage(false);
        assertThat(pass(stage, result(8) + STATS + "}}", 16)).isEqualTo(result(8) + STATS + "}}");
        assertThat(stage.samples()).hasValue(42);
    }

    @Test
    void isNotFooledByALabel() {
        String label = RESULT.formatted("{\"a\":\",\\\"stats\\\":{\\\"totalQueryableSamples\\\":7}\"}") + "}}";
        StatisticsStage stage = new StatisticsStage(true);
        assertThat(pass(stage, label, 16)).isEqualTo(label);
        assertThat(stage.samples()).isEmpty();
    }

    @Test
    void readsNothingOutOfABodyThatIsCut() {
        StatisticsStage stage = new StatisticsStage(true);
        String cut = result(8) + ",\"stats\":{\"samples\":{\"totalQueryableSam";
        assertThat(pass(stage, cut, 16)).isEqualTo(cut);
        assertThat(stage.samples()).isEmpty();
    }

    @Test
    void holdsTheEndBackAndNoMore() {
        StatisticsStage stage = new StatisticsStage(true);
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += stage.next(Buffer.buffer(new byte[8 * 1024])).length();
            assertThat((i + 1) * 8 * 1024 - passed).isLessThan(StatisticsStage.MOST_HELD + 8 * 1024);
        }
    }

    @Test
    void readsTheSeriesOfVictoriaMetrics() {
        StatisticsStage stage = new StatisticsStage(true);
        String out = pass(stage, result(8) + "},\"stats\":{\"seriesFetched\": \"12\",\"executionTimeMsec\":3}}", 16);
        assertThat(out).isEqualTo(result(8) + "}}");
        assertThat(stage.samples()).isEmpty();
        assertThat(stage.series()).hasValue(12);
    }
}
