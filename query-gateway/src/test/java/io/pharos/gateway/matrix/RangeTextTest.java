package io.pharos.gateway.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.matrix.RangeResult.Remark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was read and is written again is what the engine said, to the byte. */
class RangeTextTest {
    private static final Steps STEPS = new Steps(0, 3000, 500);
    private static final String HEAD = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[";

    private static Optional<RangeResult> read(String text) {
        return RangeReader.read(text.getBytes(UTF_8), STEPS);
    }

    private static String again(String text) {
        RangeResult result = read(text).orElseThrow();
        return RangeWriter.write(result.matrix(), result.warnings()).toString();
    }

    @Test
    void keepsLabelsValuesAndTimesAsTheyStood() {
        String text = HEAD
                + "{\"metric\":{\"__name__\":\"a\",\"b\":\"\\u003cé\\\"\"},\"values\":[[0,\"NaN\"],[0.500,\"1e+06\"],[3,\"+Inf\"]]},"
                + "{\"metric\":{},\"values\":[[1.500,\"-0\"]]}]}}";
        assertThat(again(text)).isEqualTo(text);
    }

    @Test
    void keepsHistogramsAsTheyStood() {
        String text = HEAD
                + "{\"metric\":{\"h\":\"x\"},\"values\":[[0,\"1\"]],\"histograms\":[[1,{\"count\":\"2\",\"sum\":\"3\",\"buckets\":[[0,\"0.1\",\"1\",\"2\"]]}]]}]}}";
        assertThat(again(text)).isEqualTo(text);
    }

    @Test
    void keepsRemarksAndTakesStatisticsOut() {
        String text = HEAD + "],\"stats\":{\"samples\":{\"totalQueryableSamples\":7,\"peakSamples\":3}}},"
                + "\"warnings\":[\"w \\\"1\\\"\"],\"infos\":[\"i\"]}";
        RangeResult result = read(text).orElseThrow();
        assertThat(result.samples()).hasValue(7);
        assertThat(result.warnings()).containsExactly(new Remark("warnings", "w \"1\""), new Remark("infos", "i"));
        assertThat(again(text)).isEqualTo(HEAD + "]},\"warnings\":[\"w \\\"1\\\"\"],\"infos\":[\"i\"]}");
    }

    @Test
    void whatIsNoMatrixOverTheStepsIsNoResult() {
        assertThat(read("{\"status\":\"error\",\"error\":\"x\"}")).isEmpty();
        assertThat(read("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"))
                .isEmpty();
        assertThat(read(HEAD + "{\"metric\":{},\"values\":[[0.25,\"1\"]]}]}}")).isEmpty();
        assertThat(read(HEAD + "{\"metric\":{},\"values\":[[0,\"1\"")).isEmpty();
        assertThat(read("<html>")).isEmpty();
    }

    @Test
    void joinsPartsInTheOrderOfLabels() {
        Matrix first = matrix("{\"a\":\"2\"}", 0, "{\"b\":\"1\"}", 0);
        Matrix second = matrix("{\"a\":\"1\"}", 500, "{\"a\":\"2\"}", 500);
        Matrix third = matrix("{\"a\":\"1\",\"b\":\"1\"}", 1000, "{\"b\":\"1\"}", 1000);

        Matrix whole = Matrix.joined(List.of(first, second, third));

        assertThat(whole.series())
                .extracting(Series::metric)
                .containsExactly("{\"a\":\"1\"}", "{\"a\":\"1\",\"b\":\"1\"}", "{\"a\":\"2\"}", "{\"b\":\"1\"}");
        assertThat(whole.series().get(2).values().times()).containsExactly(0, 500);
        assertThat(whole.during(new Steps(500, 500, 500))).isEqualTo(second);
    }

    private static Matrix matrix(String one, long time, String other, long otherTime) {
        return new Matrix(List.of(
                new Series(one, new Points(new long[] {time}, new String[] {"1"}), Points.NONE),
                new Series(other, new Points(new long[] {otherTime}, new String[] {"2"}), Points.NONE)));
    }
}
