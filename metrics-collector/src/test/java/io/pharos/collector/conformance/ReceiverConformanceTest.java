package io.pharos.collector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of {@code prometheus/compliance} for receivers of remote write, in our words and by the names that they have
 * there; the engine behind reads 2.0. What holds is told in {@code docs/remote-write-conformance.md}.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class ReceiverConformanceTest {
    private static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);
    private static final List<Double> VALUES =
            List.of(1.0, STALE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private final long now = System.currentTimeMillis();
    FakeEngine fake;
    FakeRouter router;

    @BeforeEach
    void anEngineThatStoresEverything() {
        fake.does(request -> request.response()
                .setStatusCode(204)
                .putHeader("X-Prometheus-Remote-Write-Samples-Written", "1")
                .end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "image/png"})
    void badContentTypes(String type) {
        assertThat(raw(type, "snappy", corrupt()).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd"})
    void badContentEncodings(String encoding) {
        assertThat(raw("application/x-protobuf;proto=io.prometheus.write.v2.Request", encoding, corrupt())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void corruptRequestBody() {
        Response answer = raw("application/x-protobuf;proto=io.prometheus.write.v2.Request", "snappy", corrupt());
        refused(answer);
    }

    @TestFactory
    List<DynamicTest> singleMetric() {
        List<DynamicTest> tests = new ArrayList<>();
        for (double value : VALUES) {
            tests.add(stored("simple metric " + value, sample(value, "__name__", "up"), 1, 0, 0));
            tests.add(stored(
                    "multiple labels " + value,
                    sample(value, "__name__", "up", "instance", "localhost:9090", "job", "testjob"),
                    1,
                    0,
                    0));
            tests.add(stored("newlines " + value, sample(value, "__name__", "up", "job", "test\njob\n"), 1, 0, 0));
            tests.add(
                    stored("dots " + value, sample(value, "__name__", "resource.cpu.usage", "job.name", "j"), 1, 0, 0));
            tests.add(stored("spaces " + value, sample(value, "__name__", "resource cpu", "job name", "j"), 1, 0, 0));
            tests.add(rejected("without name label " + value, sample(value, "job", "testjob"), 0));
            tests.add(rejected("empty metric " + value, sample(value), 0));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> multipleMetrics() {
        List<DynamicTest> tests = new ArrayList<>();
        for (double value : VALUES) {
            tests.add(stored("multiple metrics " + value, many(value, 4, 0), 4, 0, 0));
            tests.add(rejected("without name label " + value, many(value, 0, 4), 0));
            tests.add(rejected("1 without name label " + value, many(value, 3, 1), 3));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> createdTimestamps() {
        return List.of(
                stored(
                        "counter",
                        new Body2()
                                .series("__name__", "c_total")
                                .sample(100, now, now - 3_600_000)
                                .end(),
                        1,
                        0,
                        0),
                stored(
                        "counter with exemplar and metadata",
                        new Body2()
                                .series("__name__", "c_total")
                                .sample(250, now, now - 7_200_000)
                                .exemplar(250, now, "span_id", "span456", "trace_id", "abc123")
                                .metadata(1, "Total.", "requests")
                                .end(),
                        1,
                        0,
                        1),
                stored(
                        "histogram",
                        new Body2()
                                .series("__name__", "h")
                                .histogram(Histograms.of(now, now - 1_800_000, 0, true, true, true))
                                .end(),
                        0,
                        1,
                        0));
    }

    @TestFactory
    List<DynamicTest> exemplars() {
        List<DynamicTest> tests = new ArrayList<>();
        String[][] labels = {
            {"trace_id", "abc123def456"},
            {"span_id", "span123", "trace_id", "xyz789"},
            {"user_id", "user123"},
            {"endpoint", "/login", "trace_id", "trace456", "user", "admin"},
            {},
            {"trace_id", "trace-with-dashes_and_underscores.123"},
            {"trace_id", "unicode_trace_测试"}
        };
        for (String[] each : labels) {
            tests.add(stored("labels " + List.of(each), exemplar(1, each), 1, 0, 1));
        }
        for (double value : new double[] {0, -123.456, 1e10, 1e-10, Double.NaN, 1 / 0.0, -1 / 0.0}) {
            tests.add(stored("value " + value, exemplar(value, "trace_id", "t"), 1, 0, 1));
        }
        tests.add(rejected(
                "without name label",
                nameless("job", "test").exemplar(1, now, "trace_id", "t").end(),
                0));
        tests.add(rejected(
                "with empty name",
                nameless("__name__", "").exemplar(1, now, "trace_id", "t").end(),
                0));
        Body2 times = new Body2();
        for (long back : new long[] {3_600_000, 60_000, 0}) {
            times.series("__name__", "latency_hist")
                    .sample(0.05, now - back, 0)
                    .exemplar(0.05, now - back, "trace_id", "at" + back)
                    .end();
        }
        tests.add(stored("timestamps", times, 3, 0, 3));
        return tests;
    }

    @TestFactory
    List<DynamicTest> histograms() {
        List<DynamicTest> tests = new ArrayList<>();
        boolean[][] shapes = {
            {true, true, true}, {true, false, true}, {false, true, false}, {false, false, true}, {false, false, false}
        };
        for (boolean[] shape : shapes) {
            tests.add(stored("shape " + Arrays.toString(shape), histogram(0, shape), 0, 1, 0));
        }
        tests.add(stored("custom buckets", histogram(-53, true, false, false), 0, 1, 0));
        Body2 two = new Body2();
        two.series("__name__", "hist1")
                .histogram(Histograms.of(now, 0, 0, true, false, true))
                .end();
        two.series("__name__", "hist2")
                .histogram(Histograms.of(now, 0, 0, false, true, false))
                .end();
        tests.add(stored("multiple", two, 0, 2, 0));
        tests.add(stored(
                "metadata and exemplar",
                new Body2()
                        .series("__name__", "h", "service", "upload")
                        .histogram(Histograms.of(now, 0, 0, true, true, true))
                        .exemplar(10485760, now, "trace_id", "large")
                        .metadata(3, "HTTP response size in bytes", "bytes")
                        .end(),
                0,
                1,
                1));
        return tests;
    }

    @TestFactory
    List<DynamicTest> metadata() {
        List<DynamicTest> tests = new ArrayList<>(IntStream.rangeClosed(0, 7)
                .mapToObj(type -> stored("type " + type, described(type, "Help of it.", "seconds"), 1, 0, 0))
                .toList());
        tests.add(stored("no help, no unit", described(1, "", ""), 1, 0, 0));
        tests.add(stored("special characters", described(2, "with\nnewlines and \"quotes\"", "bytes/sec"), 1, 0, 0));
        tests.add(rejected(
                "without name label",
                nameless("job", "test").metadata(1, "Test help", "unit").end(),
                0));
        tests.add(rejected(
                "with empty name",
                nameless("__name__", "").metadata(2, "Test help", "unit").end(),
                0));
        return tests;
    }

    @TestFactory
    List<DynamicTest> combined() {
        Body2 samples = new Body2();
        IntStream.range(0, 1000).forEach(i -> samples.sample(i, now, "__name__", "many", "i", "" + i));
        Body2 histograms = new Body2();
        IntStream.range(0, 1000)
                .forEach(i -> histograms
                        .series("__name__", "many", "i", "" + i)
                        .histogram(Histograms.of(now, 0, 0, true, true, true))
                        .end());
        return List.of(
                stored("many samples", samples, 1000, 0, 0),
                stored("many histograms", histograms, 0, 1000, 0),
                rejected(
                        "metadata without data",
                        new Body2().series("__name__", "m").metadata(1, "H", "").end(),
                        0),
                rejected(
                        "exemplars without data",
                        new Body2()
                                .series("__name__", "m")
                                .exemplar(1, now, "trace_id", "t")
                                .end(),
                        0),
                stored(
                        "mixed timestamps",
                        sample(1, "__name__", "a").sample(2, now - 60_000, "__name__", "b"),
                        2,
                        0,
                        0),
                stored(
                        "special characters",
                        sample(1, "__name__", "test_metric", "path", "/a/b?c=d&e", "unicode", "日本語 🌍"),
                        1,
                        0,
                        0));
    }

    @Test
    void remoteWrite1() {
        as().write(new Body().sample(1, now, "__name__", "up", "job", "a"))
                .then()
                .statusCode(204);
        assertThat(as().write(new Body().sample(1, now, "job", "a")).statusCode())
                .isEqualTo(400);
    }

    private Body2 sample(double value, String... labels) {
        return new Body2().sample(value, now, labels);
    }

    private Body2 many(double value, int named, int unnamed) {
        Body2 body = new Body2();
        for (int i = 0; i < unnamed; i++) {
            body.sample(value, now, "instance", "u" + i, "job", "testjob");
        }
        for (int i = 0; i < named; i++) {
            body.sample(value, now, "__name__", "up", "instance", "n" + i, "job", "testjob");
        }
        return body;
    }

    private Body2.Series nameless(String... labels) {
        return new Body2().series(labels).sample(1, now, 0);
    }

    private Body2 exemplar(double value, String... labels) {
        return new Body2()
                .series("__name__", "test_metric")
                .sample(value, now, 0)
                .exemplar(value, now, labels)
                .end();
    }

    private Body2 histogram(int schema, boolean... shape) {
        return new Body2()
                .series("__name__", "test_histogram")
                .histogram(Histograms.of(now, 0, schema, shape[0], shape[1], shape[2]))
                .end();
    }

    private Body2 described(int type, String help, String unit) {
        return new Body2()
                .series("__name__", "described")
                .sample(1, now, 0)
                .metadata(type, help, unit)
                .end();
    }

    private DynamicTest stored(String name, Body2 body, int samples, int histograms, int exemplars) {
        return DynamicTest.dynamicTest(name, () -> {
            Response answer = as().write(body);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
            assertThat(answer.asByteArray()).isEmpty();
            assertThat(written(answer, "Samples")).isEqualTo(samples);
            assertThat(written(answer, "Histograms")).isEqualTo(histograms);
            assertThat(written(answer, "Exemplars")).isEqualTo(exemplars);
        });
    }

    private DynamicTest rejected(String name, Body2 body, int samples) {
        return DynamicTest.dynamicTest(name, () -> {
            Response answer = as().write(body);
            refused(answer);
            assertThat(written(answer, "Samples")).isEqualTo(samples);
        });
    }

    private static void refused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.header("X-Prometheus-Remote-Write-Histograms-Written"))
                .isNotNull();
        assertThat(answer.asString()).isNotBlank();
    }

    private static int written(Response answer, String what) {
        return Integer.parseInt(answer.header("X-Prometheus-Remote-Write-" + what + "-Written"));
    }

    private Response raw(String type, String encoding, byte[] body) {
        return as().bareText(type)
                .header("Content-Encoding", encoding)
                .body(body)
                .post("/api/v1/write");
    }

    private byte[] corrupt() {
        byte[] body = new Body2().sample(1, now, "__name__", "up").packed();
        body[0] = '0';
        return body;
    }

    private Sender as() {
        return new Sender(router, Surroundings.PIPER);
    }
}
