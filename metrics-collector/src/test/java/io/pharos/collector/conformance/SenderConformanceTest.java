package io.pharos.collector.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.collector.conformance.Received.Sample;
import io.pharos.collector.conformance.Received.Series;
import io.pharos.collector.suite.Body;
import io.pharos.collector.suite.Body2;
import io.pharos.collector.suite.Sender;
import io.pharos.collector.suite.Surroundings;
import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of {@code prometheus/compliance} for senders on what a request holds, in our words: our forwarder sends, and
 * what it sends is read by protobuf's and snappy's own libraries ({@link Received} asserts what holds of every request).
 * The names are those that the groups have there; docs/remote-write-conformance.md is the table.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class SenderConformanceTest {
    private static final TenantId OF_2 = new TenantId("sender-2");
    private static final TenantId OF_1 = new TenantId("sender-1");
    private static final long STALE = 0x7ff0_0000_0000_0002L;

    private final long now = System.currentTimeMillis();
    FakeEngine receiver;
    FakeRouter router;
    private Receiver there;

    @BeforeEach
    void aReceiverThatTakesAll() {
        there = new Receiver(receiver);
    }

    @Test
    void protocolCompliance() {
        Received got = forwarded(new Body2().sample(1, now, "__name__", "up"));
        assertThat(got.headers().get("Content-Type"))
                .isEqualTo("application/x-protobuf;proto=io.prometheus.write.v2.Request");
        assertThat(got.headers().getAll("Content-Encoding")).containsExactly("snappy");
        assertThat(got.headers().get("X-Prometheus-Remote-Write-Version")).isEqualTo("2.0.0");
        assertThat(got.headers().get("User-Agent")).isNotBlank();
        assertThat(there.methods()).containsExactly("POST");
        assertThat(got.series()).hasSize(1);
    }

    @Test
    void symbolTable() {
        Body2 body = new Body2();
        for (int i = 0; i < 100; i++) {
            body.sample(i, now, "__name__", "up", "job", "same", "n", "" + i);
        }
        Received got = forwarded(body);
        assertThat(got.symbols()).doesNotHaveDuplicates();
        assertThat(got.symbols().size())
                .as("each text once: 100 values and a few names")
                .isLessThan(115);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                1.5,
                42,
                0,
                -3.25,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                6.02214076e23,
                0.1 + 0.2
            })
    void sampleEncoding(double value) {
        assertThat(forwarded(new Body2().sample(value, now, "__name__", "v", "instance", "i:1", "job", "j"))
                        .of("v")
                        .samples())
                .containsExactly(new Sample(Double.doubleToRawLongBits(value), now, 0));
        there.received().clear();
        assertThat(forwarded(new Body().sample(value, now, "__name__", "v", "instance", "i:1", "job", "j"))
                        .of("v")
                        .label())
                .containsEntry("job", "j")
                .containsEntry("instance", "i:1");
    }

    @Test
    void sampleOrderingWithinASeriesAndOverRequests() {
        Body2.Series series = new Body2().series("__name__", "ordered");
        for (int i = 0; i < 5; i++) {
            series.sample(i, now - 5000 + i * 1000, 0);
        }
        assertThat(forwarded(series.end()).of("ordered").samples()).hasSize(5);
        for (int i = 0; i < 3; i++) {
            assertThat(as(OF_2).write(new Body2().sample(i, now + i, "__name__", "ordered"))
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(there.received().stream()
                        .skip(1)
                        .map(got -> got.of("ordered").samples().getFirst().millis()))
                .containsExactly(now, now + 1, now + 2);
    }

    @Test
    void timestampEncoding() {
        Body2 body = new Body2()
                .series("__name__", "started_total")
                .sample(5, now + 123, now - 60_000)
                .end()
                .series("__name__", "unstarted_total")
                .sample(5, now + 300_000, 0)
                .end()
                .series("__name__", "zero")
                .sample(5, 0, 0)
                .end();
        Received got = forwarded(body);
        assertThat(got.of("started_total").samples().getFirst().millis()).isEqualTo(now + 123);
        assertThat(got.of("started_total").samples().getFirst().start()).isEqualTo(now - 60_000);
        assertThat(got.of("unstarted_total").samples().getFirst().start()).isZero();
        assertThat(got.of("unstarted_total").samples().getFirst().millis()).isEqualTo(now + 300_000);
        assertThat(got.of("zero").samples().getFirst().millis()).isZero();
    }

    @Test
    void labelValidation() {
        String longText = "x".repeat(1000);
        Body2 body = new Body2()
                .sample(1, now, "__name__", "a:b_total", "_x", "1", longText, "1", "z", longText)
                .sample(2, now, "__name__", "texts", "emoji", "☃ 雪 🎿", "odd", "a\"b\\c\nd\te");
        Body2 many = new Body2();
        String[] labels = new String[50];
        labels[0] = "__name__";
        labels[1] = "many";
        for (int i = 1; i < 25; i++) {
            labels[2 * i] = String.format(Locale.ROOT, "l%02d", i);
            labels[2 * i + 1] = "v";
        }
        many.sample(3, now, labels);
        Received got = forwarded(body);
        assertThat(got.of("a:b_total").label()).containsEntry(longText, "1").containsEntry("z", longText);
        assertThat(got.of("texts").label()).containsEntry("emoji", "☃ 雪 🎿").containsEntry("odd", "a\"b\\c\nd\te");
        there.received().clear();
        assertThat(forwarded(many).of("many").labels()).hasSize(26);
        there.received().clear();
        as(OF_2).write(new Body2()
                .sample(1, now, "__name__", "good")
                .sample(1, now, "__name__", "empty", "l", "")
                .sample(1, now, "__name__", "twice", "l", "1", "l", "2")
                .sample(1, now, "__name__", "unsorted", "z", "1", "a", "2")
                .sample(1, now, "l", "nameless"));
        assertThat(there.only().series()).extracting(Series::name).containsExactly("good");
    }

    @Test
    void exemplarEncoding() {
        Body2 body = new Body2()
                .series("__name__", "traced_total")
                .sample(5, now, 0)
                .exemplar(1.5, now - 1, "trace_id", "4bf92f3577b34da6", "span_id", "00f067aa0ba902b7")
                .exemplar(2.5, now, "user", "u-1")
                .end()
                .series("__name__", "native")
                .histogram(Histograms.of(now, 0, 3, true, true, true))
                .exemplar(0.5, now, "trace_id", "a1")
                .end();
        Received got = forwarded(body);
        assertThat(got.of("traced_total").exemplars()).hasSize(2);
        assertThat(got.of("traced_total").exemplars().getFirst().labels())
                .extracting(Received.Label::value)
                .containsExactly("4bf92f3577b34da6", "00f067aa0ba902b7");
        assertThat(got.of("traced_total").exemplars().getFirst().value()).isEqualTo(1.5);
        assertThat(got.of("traced_total").exemplars().getLast().millis()).isEqualTo(now);
        assertThat(got.of("native").exemplars()).hasSize(1);
    }

    @Test
    void histogramEncoding() {
        for (boolean positive : new boolean[] {true, false}) {
            for (boolean negative : new boolean[] {true, false}) {
                there.received().clear();
                byte[] sent = Histograms.of(now, now - 1000, 3, positive, negative, true)
                        .copy();
                Received got = forwarded(new Body2()
                        .series("__name__", "native")
                        .histogram(Histograms.of(now, now - 1000, 3, positive, negative, true))
                        .end());
                assertThat(got.of("native").histograms().getFirst())
                        .as("bit for bit")
                        .isEqualTo(sent);
            }
        }
    }

    @Test
    void metadataEncoding() {
        Body2 body = new Body2()
                .series("__name__", "c_total")
                .sample(1, now, 0)
                .metadata(1, "Line one.\nLine \"two\" \\ ☃", "seconds")
                .end()
                .series("__name__", "c_total", "l", "2")
                .sample(1, now, 0)
                .metadata(1, "Line one.\nLine \"two\" \\ ☃", "seconds")
                .end()
                .series("__name__", "g")
                .sample(1, now, 0)
                .metadata(2, "", "")
                .end();
        Received got = forwarded(body);
        List<Received.Metadata> told = got.series().stream()
                .map(series -> series.metadata().getFirst())
                .toList();
        assertThat(told.get(0)).isEqualTo(new Received.Metadata(1, "", "Line one.\nLine \"two\" \\ ☃", "seconds"));
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(told.get(2).type()).isEqualTo(2);
        assertThat(told.get(2).help()).isEmpty();
        for (int type = 1; type <= 8; type++) {
            there.received().clear();
            Received one = forwarded(new Body2()
                    .series("__name__", "m")
                    .sample(1, now, 0)
                    .metadata(type, "h", "")
                    .end());
            assertThat(one.of("m").metadata().getFirst().type()).isEqualTo(type);
        }
    }

    /** A scrape of all types at once, as it comes by text: each family whole, with its type and help. */
    @Test
    void combinedFeatures() {
        String text = """
                # HELP orders Orders.
                # TYPE orders counter
                orders_total{channel="app",region="eu"} 17 # {trace_id="a1"} 1.0
                # HELP stock Stock now.
                # TYPE stock gauge
                stock{sku="1"} 4
                # HELP latency Seconds.
                # TYPE latency histogram
                latency_bucket{le="0.1"} 3
                latency_bucket{le="+Inf"} 5
                latency_count 5
                latency_sum 0.9
                # HELP size Bytes.
                # TYPE size summary
                size{quantile="0.5"} 10
                size_count 2
                size_sum 30
                # EOF
                """;
        new Sender(router, OF_1)
                .bareText("application/openmetrics-text; version=1.0.0")
                .body(text.getBytes(UTF_8))
                .post("/api/v1/import/prometheus")
                .then()
                .statusCode(204);
        Received got = there.only();
        assertThat(got.series())
                .extracting(Series::name)
                .containsExactlyInAnyOrder(
                        "orders_total",
                        "stock",
                        "latency_bucket",
                        "latency_bucket",
                        "latency_count",
                        "latency_sum",
                        "size",
                        "size_count",
                        "size_sum");
        assertThat(got.of("orders_total").exemplars()).hasSize(1);
        assertThat(got.metadata())
                .extracting(Received.Metadata::help)
                .containsExactlyInAnyOrder("Orders.", "Stock now.", "Seconds.", "Bytes.");
    }

    @Test
    void edgeCases() {
        as(OF_2).write(new Body2()).then().statusCode(204);
        assertThat(there.received())
                .as("nothing is sent where there is nothing")
                .isEmpty();
        String name = "n".repeat(500);
        Body2 body = new Body2()
                .sample(1, now, "__name__", name)
                .sample(2, now, "__name__", "colons:in:names")
                .sample(Double.longBitsToDouble(STALE), now, "__name__", "ended")
                .sample(3, now, "__name__", "unicode", "l", "\u0000\uD83D\uDE00")
                .series("__name__", "native")
                .histogram(Histograms.of(now, 0, 3, true, true, true))
                .end();
        Received got = forwarded(body);
        assertThat(got.of(name).samples()).hasSize(1);
        assertThat(got.of("colons:in:names").samples()).hasSize(1);
        assertThat(got.of("ended").samples().getFirst().bits()).isEqualTo(STALE);
        assertThat(got.of("unicode").label()).containsEntry("l", "\u0000\uD83D\uDE00");
        there.received().clear();
        as(OF_2).write(new Body2()
                .sample(1, now, "__name__", "small")
                .sample(1, now, "__name__", "huge", "l", "x".repeat(20_000)));
        assertThat(there.only().series())
                .as("a label over the tenant's limit is refused by name")
                .extracting(Series::name)
                .containsExactly("small");
    }

    @Test
    void batchingBehavior() {
        Body2 body = new Body2();
        for (int i = 0; i < 5000; i++) {
            body.series("__name__", "batched", "n", "" + i)
                    .sample(i, now, 0)
                    .metadata(2, "The same.", "")
                    .end();
        }
        Received got = forwarded(body);
        assertThat(got.series()).as("one request in, one out").hasSize(5000);
        assertThat(got.symbols()).doesNotHaveDuplicates();
    }

    @Test
    void concurrentRequestsArriveWhole() {
        List<CompletableFuture<Integer>> writes = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    Body2 body = new Body2();
                    for (int n = 0; n < 50; n++) {
                        body.sample(n, now, "__name__", "parallel", "n", "" + n, "sender", "" + i);
                    }
                    return as(OF_2).write(body).statusCode();
                }))
                .toList();
        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isIn(204, 503));
        there.received().forEach(got -> {
            assertThat(got.series()).hasSize(50);
            assertThat(new HashSet<>(got.series().stream()
                            .map(series -> series.label().get("sender"))
                            .toList()))
                    .hasSize(1);
        });
    }

    @Test
    void remoteWrite1Compatibility() {
        as(OF_1).write(new Body2()
                        .series("__name__", "down_total", "job", "j")
                        .sample(5, now, now - 1000)
                        .exemplar(1, now, "trace_id", "a1")
                        .metadata(1, "Help.", "")
                        .end()
                        .series("__name__", "native")
                        .histogram(Histograms.of(now, 0, 3, true, true, true))
                        .end())
                .then()
                .statusCode(204);
        Received got = there.only();
        assertThat(got.headers().get("Content-Type")).isEqualTo("application/x-protobuf");
        assertThat(got.headers().get("X-Prometheus-Remote-Write-Version")).isEqualTo("0.1.0");
        assertThat(got.symbols()).isEmpty();
        assertThat(got.of("down_total").samples()).containsExactly(new Sample(Double.doubleToRawLongBits(5), now, 0));
        assertThat(got.of("down_total").exemplars()).hasSize(1);
        assertThat(got.of("native").histograms()).hasSize(1);
        assertThat(got.metadata()).containsExactly(new Received.Metadata(1, "down_total", "Help.", ""));
    }

    private Received forwarded(Body2 body) {
        assertThat(as(OF_2).write(body).statusCode()).isEqualTo(204);
        return there.only();
    }

    private Received forwarded(Body body) {
        assertThat(as(OF_1).write(body).statusCode()).isEqualTo(204);
        return there.only();
    }

    private Sender as(TenantId tenant) {
        return new Sender(router, tenant);
    }
}
