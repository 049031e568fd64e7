package io.pharos.wire.otlp;

import static io.pharos.wire.otlp.Otlp.CUMULATIVE;
import static io.pharos.wire.otlp.Otlp.DELTA;
import static io.pharos.wire.otlp.Otlp.NANOS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.wire.Scratch;
import io.pharos.wire.otlp.Refusals.Reason;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.HistogramScan;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OtlpTranslatorTest {
    private static final byte[] NOBODY = Otlp.resource();

    private final OtlpTranslator translator = new OtlpTranslator(OtlpSettings.DEFAULT, null);

    @Test
    void namesJobAndInstanceAndTellsOfTheTarget() throws IOException {
        byte[] resource = Otlp.resource(
                "service.name",
                "cart",
                "service.namespace",
                "mall",
                "service.instance.id",
                "cart-7",
                "host.name",
                "h1");
        assertThat(lines(
                        resource,
                        Otlp.sum("orders", "", CUMULATIVE, true, Otlp.number(3, NANOS, "http.method", "GET"))))
                .containsExactly(
                        "orders_total{http_method=GET,instance=cart-7,job=mall/cart} 3 @1500",
                        "target_info{host_name=h1,instance=cart-7,job=mall/cart} 1 @1500");
    }

    @Test
    void tellsOfNoTargetThatCannotBeNamedOrSaysNothing() throws IOException {
        byte[] gauge = Otlp.gauge("g", "", Otlp.number(1, NANOS));
        assertThat(lines(Otlp.resource("host.name", "h1"), gauge)).containsExactly("g{} 1 @1500");
        assertThat(lines(Otlp.resource("service.name", "cart"), gauge)).containsExactly("g{job=cart} 1 @1500");
    }

    @Test
    void repeatsTheTargetAtHalfTheLookback() throws IOException {
        byte[] points = Otlp.gauge(
                "g", "", Otlp.number(1, 0), Otlp.number(2, Duration.ofMinutes(5).toNanos()));
        assertThat(lines(Otlp.resource("service.name", "cart", "a", "b"), points))
                .filteredOn(line -> line.startsWith("target_info"))
                .containsExactly(
                        "target_info{a=b,job=cart} 1 @0",
                        "target_info{a=b,job=cart} 1 @150000",
                        "target_info{a=b,job=cart} 1 @300000");
    }

    @Test
    void aPointThatClaimsAnyTimeDoesNotFillTheRequestWithTargets() throws IOException {
        byte[] points = Otlp.gauge("g", "", Otlp.number(1, 1), Otlp.number(2, Long.MAX_VALUE), Otlp.number(2, -1));
        assertThat(lines(Otlp.resource("service.name", "cart", "a", "b"), points))
                .hasSizeLessThan(60);
    }

    @Test
    void promotesAttributesAndScopeWhereAsked() throws IOException {
        OtlpSettings settings = new OtlpSettings(
                TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
                Set.of("host.name", "zone"),
                true,
                true,
                Duration.ofMinutes(5));
        byte[] request = Otlp.request(
                Otlp.resource("service.name", "cart", "host.name", "h1", "zone", "a"),
                Otlp.gauge("g", "", Otlp.number(1, NANOS, "zone", "own")));
        assertThat(Otlp.lines(new OtlpTranslator(settings, null), request))
                .containsExactly(
                        "g{host_name=h1,job=cart,otel_scope_name=library,otel_scope_version=1.2,zone=own} 1 @1500",
                        "target_info{host_name=h1,job=cart,service_name=cart,zone=a} 1 @1500");
    }

    @Test
    void joinsAttributesWhoseNamesBecomeTheSame() throws IOException {
        assertThat(lines(NOBODY, Otlp.gauge("g", "", Otlp.number(1, NANOS, "a_b", "2", "a.b", "1"))))
                .containsExactly("g{a_b=1;2} 1 @1500");
    }

    @Test
    void writesValuesOfAnyKindAsText() throws IOException {
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeSFixed64(6, -7);
            out.writeByteArray(7, Otlp.attribute("b", any -> any.writeBool(2, true)));
            out.writeByteArray(7, Otlp.attribute("d", any -> any.writeDouble(4, 1e21)));
            out.writeByteArray(7, Otlp.attribute("i", any -> any.writeInt64(3, -1)));
            out.writeByteArray(
                    7,
                    Otlp.attribute(
                            "l",
                            any -> any.writeByteArray(5, Request.written(list -> {
                                list.writeByteArray(1, Request.written(item -> item.writeString(1, "x\"y")));
                                list.writeByteArray(1, Request.written(item -> item.writeInt64(3, 2)));
                            }))));
            out.writeByteArray(
                    7,
                    Otlp.attribute(
                            "m",
                            any -> any.writeByteArray(
                                    6, Request.written(map -> map.writeByteArray(1, Otlp.attribute("k", "v"))))));
            out.writeByteArray(7, Otlp.attribute("r", any -> any.writeByteArray(7, new byte[] {1, 2})));
        });
        assertThat(lines(NOBODY, Otlp.gauge("g", "", point)))
                .containsExactly(
                        "g{b=true,d=1000000000000000000000,i=-1,l=[\"x\\\"y\",2],m={\"k\":\"v\"},r=AQI=} -7 @1500");
    }

    @Test
    void spellsHistogramsOut() throws IOException {
        byte[] metric = Otlp.metric(
                "latency",
                "s",
                9,
                new byte[][] {Otlp.histogram(NANOS, 1.5, new double[] {0.1, 1}, 2, 3, 1)},
                data -> data.writeEnum(2, CUMULATIVE));
        assertThat(lines(NOBODY, metric))
                .containsExactly(
                        "latency_seconds_sum{} 1.5 @1500",
                        "latency_seconds_count{} 6 @1500",
                        "latency_seconds_bucket{le=0.1} 2 @1500",
                        "latency_seconds_bucket{le=1} 5 @1500",
                        "latency_seconds_bucket{le=+Inf} 6 @1500");
    }

    @Test
    void givesEachExemplarToItsBucket() throws IOException {
        byte[] exemplar = Request.written(out -> {
            out.writeFixed64(2, NANOS);
            out.writeDouble(3, 0.5);
            out.writeByteArray(5, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        });
        byte[] plain = Otlp.histogram(NANOS, 1.5, new double[] {0.1, 1}, 2, 3, 1);
        byte[] point = Request.written(out -> {
            out.writeRawBytes(plain);
            out.writeByteArray(8, exemplar);
        });
        byte[] metric = Otlp.metric("latency", "", 9, new byte[][] {point}, data -> data.writeEnum(2, CUMULATIVE));
        assertThat(lines(NOBODY, metric))
                .contains("latency_bucket{le=1} 5 @1500 # exemplar", "latency_bucket{le=+Inf} 6 @1500");
    }

    @Test
    void spellsSummariesOut() throws IOException {
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeFixed64(4, 10);
            out.writeDouble(5, 2.5);
            out.writeByteArray(6, Request.written(quantile -> {
                quantile.writeDouble(1, 0.99);
                quantile.writeDouble(2, 0.7);
            }));
        });
        assertThat(lines(NOBODY, Otlp.metric("rpc", "", 11, new byte[][] {point}, data -> {})))
                .containsExactly("rpc_sum{} 2.5 @1500", "rpc_count{} 10 @1500", "rpc{quantile=0.99} 0.7 @1500");
    }

    @Test
    void saysThatASeriesHasEnded() throws IOException {
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeUInt32(8, 1);
        });
        assertThat(lines(NOBODY, Otlp.gauge("g", "", point))).containsExactly("g{} stale @1500");
    }

    @Test
    void turnsExponentialHistogramsIntoNativeOnes() throws IOException, BrokenEncoding {
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeFixed64(4, 10);
            out.writeDouble(5, 30);
            out.writeSInt32(6, 1);
            out.writeFixed64(7, 1);
            out.writeByteArray(8, Otlp.buckets(-1, 3, 0, 2, 0, 0, 0, 0, 4));
        });
        byte[] metric = Otlp.metric("sizes", "By", 10, new byte[][] {point}, data -> data.writeEnum(2, CUMULATIVE));
        Request request = Otlp.translated(translator, Otlp.request(NOBODY, metric));
        byte[] histogram = request.series().getFirst().points().getFirst().bytes();
        ProtoCursor cursor = new ProtoCursor();
        cursor.over(histogram);
        HistogramScan.read(cursor, histogram.length);
        assertThat(histogram).isEqualTo(Request.written(out -> {
            out.writeUInt64(1, 10);
            out.writeDouble(3, 30);
            out.writeSInt32(4, 1);
            out.writeDouble(5, 1e-128);
            out.writeUInt64(6, 1);
            out.writeByteArray(11, span(0, 3));
            out.writeByteArray(11, span(4, 1));
            out.writeByteArray(12, Request.written(packed -> {
                packed.writeSInt64NoTag(3);
                packed.writeSInt64NoTag(-3);
                packed.writeSInt64NoTag(2);
                packed.writeSInt64NoTag(2);
            }));
            out.writeInt64(15, 1500);
        }));
    }

    @Test
    void mergesBucketsThatAreFinerThanNativeOnes() throws IOException {
        byte[] point = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeFixed64(4, 6);
            out.writeSInt32(6, 9);
            out.writeByteArray(8, Otlp.buckets(0, 1, 2, 3));
        });
        byte[] metric = Otlp.metric("sizes", "", 10, new byte[][] {point}, data -> data.writeEnum(2, CUMULATIVE));
        byte[] histogram = Otlp.translated(translator, Otlp.request(NOBODY, metric))
                .series()
                .getFirst()
                .points()
                .getFirst()
                .bytes();
        assertThat(new String(histogram, ISO_8859_1))
                .contains(new String(
                        Request.written(out -> {
                            out.writeByteArray(11, span(1, 2));
                            out.writeByteArray(12, Request.written(packed -> {
                                packed.writeSInt64NoTag(3);
                                packed.writeSInt64NoTag(0);
                            }));
                        }),
                        ISO_8859_1));
    }

    @Test
    void refusesWhatCannotBeStoredAndCountsIt() throws IOException {
        byte[] coarse = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeSInt32(6, -5);
        });
        byte[] request = Otlp.request(
                NOBODY,
                Otlp.sum("delta", "", DELTA, true, Otlp.number(1, NANOS), Otlp.number(2, NANOS)),
                Otlp.sum("unset", "", 0, true, Otlp.number(1, NANOS)),
                Otlp.gauge("...", "", Otlp.number(1, NANOS)),
                Otlp.gauge("valueless", "", Request.written(out -> out.writeFixed64(3, NANOS))),
                Otlp.metric("coarse", "", 10, new byte[][] {coarse}, data -> data.writeEnum(2, CUMULATIVE)),
                Request.written(out -> out.writeString(1, "kindless")),
                Otlp.gauge("good", "", Otlp.number(1, NANOS)));
        assertThat(Otlp.lines(translator, request)).containsExactly("good{} 1 @1500");
        assertThat(translator.refusals().points())
                .containsEntry(Reason.DELTA, 2L)
                .containsEntry(Reason.NO_TEMPORALITY, 1L)
                .containsEntry(Reason.NO_NAME, 1L)
                .containsEntry(Reason.NO_VALUE, 1L)
                .containsEntry(Reason.TOO_COARSE, 1L)
                .containsEntry(Reason.UNKNOWN_KIND, 1L);
        assertThat(translator.refusals().total()).isEqualTo(7);
        assertThat(translator.refusals().message()).contains("temporality to cumulative (metric delta, 2 points)");
    }

    @Test
    void addsDeltasUpAndTakesThemBackWhereTheyWereNotStored() throws IOException {
        Deltas deltas = new Deltas(2, 1000);
        assertThat(delta(deltas.begin(), 3, 1)).containsExactly("d_total{} 3 @1");
        Deltas.Request lost = deltas.begin();
        assertThat(delta(lost, 4, 2)).containsExactly("d_total{} 7 @2");
        lost.takeBack();
        assertThat(delta(deltas.begin(), 4, 2)).containsExactly("d_total{} 7 @2");
        OtlpTranslator again = new OtlpTranslator(OtlpSettings.DEFAULT, deltas.begin());
        assertThat(Otlp.lines(again, deltaRequest(4, 2))).isEmpty();
        assertThat(again.refusals().points()).containsEntry(Reason.DELTA_REPEATED, 1L);
    }

    @Test
    void addsHistogramsOfTheSameBoundsUp() throws IOException {
        Deltas deltas = new Deltas(10, 1000);
        for (int i = 1; i <= 2; i++) {
            byte[] metric = Otlp.metric(
                    "h",
                    "",
                    9,
                    new byte[][] {Otlp.histogram(i * 1_000_000L, 1, new double[] {1}, 2, 3)},
                    data -> data.writeEnum(2, DELTA));
            List<String> lines =
                    Otlp.lines(new OtlpTranslator(OtlpSettings.DEFAULT, deltas.begin()), Otlp.request(NOBODY, metric));
            assertThat(lines)
                    .containsExactly(
                            "h_sum{} " + i + " @" + i,
                            "h_count{} " + 5 * i + " @" + i,
                            "h_bucket{le=1} " + 2 * i + " @" + i,
                            "h_bucket{le=+Inf} " + 5 * i + " @" + i);
        }
    }

    @Test
    void addsUpNoMoreSeriesThanItsBoundUntilOneIsIdle() throws IOException {
        Deltas deltas = new Deltas(1, 1000);
        assertThat(delta(deltas.begin(), 1, 1)).hasSize(1);
        OtlpTranslator second = new OtlpTranslator(OtlpSettings.DEFAULT, deltas.begin());
        byte[] other = Otlp.sum("other", "", DELTA, true, Otlp.number(1, 2_000_000));
        assertThat(Otlp.lines(second, Otlp.request(NOBODY, other))).isEmpty();
        assertThat(second.refusals().points()).containsEntry(Reason.TOO_MANY_DELTAS, 1L);
        byte[] later = Otlp.sum("other", "", DELTA, true, Otlp.number(1, 2_000_000_000L));
        assertThat(Otlp.lines(new OtlpTranslator(OtlpSettings.DEFAULT, deltas.begin()), Otlp.request(NOBODY, later)))
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoRequestAndWhatBecomesTooLarge() {
        Scratch target = new Scratch();
        assertThat(translator.translate(Request.scratch(new byte[] {10, 99}), 1000, target))
                .contains("not an OTLP metrics request");
        byte[] request = Otlp.request(NOBODY, Otlp.gauge("g", "", Otlp.number(1, NANOS)));
        assertThat(new OtlpTranslator(OtlpSettings.DEFAULT, null).translate(Request.scratch(request), 10, target))
                .contains("more than 10 bytes");
        byte[] deep = Otlp.attribute("k", "v");
        for (int i = 0; i < 40; i++) {
            byte[] inner = deep;
            deep = Otlp.attribute(
                    "k", any -> any.writeByteArray(6, Request.written(map -> map.writeByteArray(1, inner))));
        }
        byte[] deepest = deep;
        byte[] nested = Otlp.request(Request.written(out -> out.writeByteArray(1, deepest)));
        assertThat(new OtlpTranslator(OtlpSettings.DEFAULT, null).translate(Request.scratch(nested), 1000, target))
                .contains("levels");
    }

    @Property(tries = 20_000)
    void anyDamageIsReadOrRefused(@ForAll Random random) throws IOException {
        byte[] exponential = Request.written(out -> {
            out.writeFixed64(3, NANOS);
            out.writeFixed64(4, 10);
            out.writeByteArray(8, Otlp.buckets(-1, 3, 0, 2));
        });
        byte[] body = Otlp.request(
                Otlp.resource("service.name", "cart", "host.name", "h1"),
                Otlp.sum("a", "By", CUMULATIVE, true, Otlp.number(3, NANOS, "x", "y")),
                Otlp.metric(
                        "l",
                        "s",
                        9,
                        new byte[][] {Otlp.histogram(NANOS, 1.5, new double[] {0.1, 1}, 2, 3, 1)},
                        data -> data.writeEnum(2, CUMULATIVE)),
                Otlp.metric("e", "", 10, new byte[][] {exponential}, data -> data.writeEnum(2, CUMULATIVE)));
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        Scratch target = new Scratch();
        String unreadable =
                new OtlpTranslator(OtlpSettings.DEFAULT, null).translate(Request.scratch(body), 1 << 16, target);
        if (unreadable == null) {
            NaiveReader.read(target.copy());
        }
    }

    private static byte[] span(int offset, int length) {
        return Request.written(out -> {
            out.writeSInt32(1, offset);
            out.writeUInt32(2, length);
        });
    }

    private static List<String> delta(Deltas.Request request, double value, long millis) throws IOException {
        return Otlp.lines(new OtlpTranslator(OtlpSettings.DEFAULT, request), deltaRequest(value, millis));
    }

    private static byte[] deltaRequest(double value, long millis) {
        return Otlp.request(NOBODY, Otlp.sum("d", "", DELTA, true, Otlp.number(value, millis * 1_000_000)));
    }

    private List<String> lines(byte[] resource, byte[]... metrics) throws IOException {
        return Otlp.lines(translator, Otlp.request(resource, metrics));
    }
}
