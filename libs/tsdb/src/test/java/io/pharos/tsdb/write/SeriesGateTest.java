package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.model.TenantId;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.Cardinality;
import io.pharos.tsdb.series.DistinctCount;
import io.pharos.tsdb.series.SeriesRules;
import io.pharos.tsdb.write.ReplicaChoice.Standing;
import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextTranslator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request's series: limits, times, card numbers, replicas, rules. */
class SeriesGateTest {
    private static final TenantId ACME = new TenantId("acme");

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-25T12:00:00Z").toEpochMilli());
    private final ActiveSeries series = new ActiveSeries(movable(), new SimpleMeterRegistry());
    private SeriesRules rules = SeriesRules.NONE;
    private ReplicaChoice replicas = ReplicaChoice.ALL;
    private CardGuard cards = CardGuard.REFUSE;
    private String limits = "{}";
    private int collectors = 1;

    @Test
    void knownSeriesGoOnWhenANewOneIsRefused() {
        limits = "{\"maxGlobalSeriesPerUser\": 2}";
        assertThat(write("a 1\nb 1\n").counts().series()).isEqualTo(2);
        TenantBatch third = write("a 1\nb 1\nc 1\n");
        assertThat(third.counts().series()).isEqualTo(2);
        assertThat(third.rejections().byFault()).containsOnlyKeys(SeriesFault.TOO_MANY_SERIES);
        assertThat(third.rejections().first().getFirst().reason())
                .contains("3, over the tenant's limit max_global_series_per_user of 2");
        assertThat(sent(third)).contains("a", "b").doesNotContain("__name__\u0012\u0001c");
    }

    @Test
    void seriesThatEndedMakeRoomForOthers() {
        limits = "{\"maxGlobalSeriesPerUser\": 1}";
        write("a 1\n");
        pass(Duration.ofMinutes(9));
        assertThat(write("b 1\n").rejections().series()).isEqualTo(1);
        pass(Duration.ofMinutes(20));
        series.sweep();
        assertThat(write("b 1\n").rejections().isEmpty()).isTrue();
        assertThat(series.cardinality(ACME).series()).isEqualTo(1);
    }

    @Test
    void aChangedLimitHoldsForTheNextRequestAndAnObservedOneRefusesNothing() {
        limits = "{\"maxGlobalSeriesPerUser\": 1}";
        assertThat(write("a 1\nb 1\n").rejections().series()).isEqualTo(1);
        limits = "{\"maxGlobalSeriesPerUser\": 1, \"observeOnly\": [\"max_global_series_per_user\"]}";
        TenantBatch observed = write("a 1\nb 1\n");
        assertThat(observed.rejections().isEmpty()).isTrue();
        assertThat(observed.rejections().observed()).containsEntry(SeriesFault.TOO_MANY_SERIES, 1L);
    }

    @Test
    void collectorsShareALimitAndAMetricHasItsOwn() {
        collectors = 2;
        limits = "{\"maxGlobalSeriesPerUser\": 8, \"maxGlobalSeriesPerMetric\": 4, \"ingestionTenantShardSize\": 2}";
        TenantBatch batch = write("a{i=\"1\"} 1\na{i=\"2\"} 1\na{i=\"3\"} 1\nb{i=\"1\"} 1\nc 1\nd 1\n");
        assertThat(batch.counts().series()).isEqualTo(4);
        assertThat(batch.rejections().byFault())
                .containsEntry(SeriesFault.TOO_MANY_SERIES_OF_METRIC, 1L)
                .containsEntry(SeriesFault.TOO_MANY_SERIES, 1L);
    }

    @Test
    void holdsSamplesToTheirTimes() {
        long millis = now.get();
        TenantBatch future = write("a 1 " + (millis + 11 * 60_000) + "\nb 1 " + (millis + 9 * 60_000) + "\n");
        assertThat(future.counts().series()).isEqualTo(1);
        assertThat(future.rejections().byFault()).containsOnlyKeys(SeriesFault.TOO_FAR_IN_FUTURE);

        limits = "{\"outOfOrderTimeWindow\": \"PT1M\"}";
        store(write("t 1 " + millis + "\n"));
        assertThat(write("t 1 " + (millis - 59_000) + "\n").rejections().isEmpty())
                .isTrue();
        TenantBatch late = write("t 1 " + (millis - 61_000) + "\n");
        assertThat(late.counts().isEmpty()).isTrue();
        assertThat(late.rejections().first().getFirst().reason())
                .contains("61, over the tenant's limit out_of_order_time_window of 60");
    }

    @Test
    void aSampleThatWasNotStoredMayBeSentAgain() {
        limits = "{\"outOfOrderTimeWindow\": \"PT0S\"}";
        long millis = now.get();
        write("t 1 " + millis + "\n");
        assertThat(write("t 1 " + (millis - 1000) + "\n").rejections().isEmpty())
                .isTrue();
    }

    @Test
    void refusesCardNumbersOrMasksThemEachTime() {
        String text = "paid{card=\"4111 1111 1111 1111\"} 1\nok 1\n";
        TenantBatch refused = write(text);
        assertThat(refused.counts().series()).isEqualTo(1);
        assertThat(refused.rejections().first().getFirst().toString())
                .contains("paid{card=\"[card number]\"")
                .doesNotContain("4111");
        cards = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));
        for (int i = 0; i < 3; i++) {
            TenantBatch masked = store(write(text));
            assertThat(masked.counts().series()).isEqualTo(2);
            assertThat(sent(masked)).containsPattern("card-[0-9a-f]{8}").doesNotContain("4111");
        }
        assertThat(series.cardinality(ACME).series()).isEqualTo(2);
    }

    @Test
    void looksAtNewSeriesOfVersion2AndSendsNoTextOfTheRefusedOn() {
        TenantBatch refused = version2("paid", "4111 1111 1111 1111");
        assertThat(refused.counts().series()).isEqualTo(1);
        assertThat(refused.rejections().byFault()).containsOnlyKeys(SeriesFault.CARD_NUMBER);
        assertThat(refused.version()).isEqualTo(WriteVersion.V1);
        assertThat(sent(refused)).contains("beside").doesNotContain("4111");
        cards = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));
        for (int i = 0; i < 2; i++) {
            TenantBatch masked = store(version2("paid", "4111 1111 1111 1111"));
            assertThat(masked.version()).isEqualTo(WriteVersion.V1);
            assertThat(masked.counts().series()).isEqualTo(2);
            assertThat(sent(masked)).containsPattern("card-[0-9a-f]{8}").doesNotContain("4111");
        }
        assertThat(version2("plain", "no card").version()).isEqualTo(WriteVersion.V2);
    }

    @Test
    void masksASeriesThatIsKnownFromVersion2InVersion1Too() {
        cards = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));
        store(version2("paid", "4111 1111 1111 1111"));
        TenantBatch masked = write("paid{job=\"4111 1111 1111 1111\"} 1\n");
        assertThat(sent(masked)).containsPattern("card-[0-9a-f]{8}").doesNotContain("4111");
        assertThat(series.cardinality(ACME).series()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"4111111111111111,''", "'',call 4111111111111111", "4111111111111111,call 4111111111111111"})
    void masksExemplarsAndHelpTextsOfVersion2(String exemplar, String help) {
        cards = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));
        TenantBatch masked = store(version2(TwoSeries.telling(now.get(), "x", exemplar, help)));
        assertThat(masked.counts().exemplars()).isEqualTo(exemplar.isEmpty() ? 0 : 1);
        assertThat(masked.counts().samples()).isEqualTo(2);
        assertThat(masked.rejections().isEmpty()).isTrue();
        assertThat(sent(masked)).containsPattern("card-[0-9a-f]{8}").doesNotContain("4111");
        assertThat(masked.metadata().toString()).doesNotContain("4111");
    }

    @Test
    void masksALabelWhoseTextCameFirstInAnExemplarToo() {
        cards = CardGuard.mask("0123456789abcdef".getBytes(UTF_8));
        for (String exemplar : List.of("4111111111111111", "")) {
            TenantBatch masked = store(version2(TwoSeries.telling(now.get(), "4111111111111111", exemplar, "")));
            assertThat(sent(masked)).containsPattern("card-[0-9a-f]{8}").doesNotContain("4111");
        }
    }

    @Test
    void tellsNoMetricOfVersion2ThatIsACardNumber() {
        TenantBatch refused = version2(TwoSeries.named(now.get(), "paid_4111111111111111"));
        assertThat(refused.counts().series()).isEqualTo(1);
        assertThat(sent(refused)).contains("beside").doesNotContain("4111");
        assertThat(refused.metadata().toString()).doesNotContain("4111");
    }

    /** A series of that label, and one beside it, in remote write 2.0. */
    private TenantBatch version2(String metric, String value) {
        return version2(TwoSeries.ofVersion2(now.get(), metric, value, "beside", "x"));
    }

    private TenantBatch version2(byte[] request) {
        Payload payload = new Payload(request, Packing.IDENTITY, new Payload.Source.Written(WriteVersion.V2));
        Gates gates = new Gates(series, tenant -> rules, replicas, cards, collectors, movable());
        Prepared prepared =
                new Codec(new ByteBudget(1 << 28), gates).prepare(Held.route(limits), payload, WriteVersion.V2);
        return ((Prepared.Ready) prepared).batch();
    }

    @Test
    void guardsHelpTextsAndExemplars() {
        TenantBatch help = write("# HELP a call 4111111111111111\n# TYPE a counter\na 1\n");
        assertThat(sent(help)).doesNotContain("4111");
        assertThat(help.rejections().byFault()).containsOnlyKeys(SeriesFault.CARD_NUMBER);
        TenantBatch exemplar =
                write(TextFormat.OPENMETRICS, "# TYPE a counter\na_total 1 # {card=\"4111111111111111\"} 1\n# EOF\n");
        assertThat(exemplar.counts().exemplars()).isZero();
        assertThat(exemplar.counts().samples()).isEqualTo(1);
        assertThat(exemplar.rejections().first()).isNotEmpty();
        assertThat(sent(exemplar)).doesNotContain("4111");
    }

    @Test
    void storesOneReplicasSeriesAndLeavesTheOthersOutWithoutAFault() {
        limits = "{\"ha\": {\"acceptHaSamples\": true}}";
        replicas = (tenant, tracking, replica) -> replica.name().equals("a")
                ? Standing.ELECTED
                : replica.name().equals("b") ? Standing.OTHER : Standing.UNKNOWN;
        String both = "up{cluster=\"c\",__replica__=\"a\"} 1\nup{cluster=\"c\",__replica__=\"b\",x=\"1\"} 1\nalone 1\n";
        TenantBatch batch = write(both);
        assertThat(batch.counts().series()).isEqualTo(2);
        assertThat(batch.leftOut()).isEqualTo(new LeftOut(1, 0));
        assertThat(batch.rejections().isEmpty()).isTrue();
        assertThat(sent(batch)).doesNotContain("__replica__");
        assertThat(prepare("up{cluster=\"c\",__replica__=\"z\"} 1\n")).isInstanceOf(Prepared.Undecided.class);
    }

    @Test
    void leavesOutWhatTheTenantsRulesNameFromTheMomentTheyChange() {
        store(write("debug_x 1\nkept 1\n"));
        rules = new Dropping(1);
        TenantBatch batch = write("debug_x 1\nkept 1\n");
        assertThat(batch.counts().series()).isEqualTo(1);
        assertThat(batch.leftOut()).isEqualTo(new LeftOut(0, 1));
        assertThat(batch.rejections().isEmpty()).isTrue();
        assertThat(write("debug_x 1\n").counts().isEmpty()).isTrue();
        assertThat(series.cardinality(ACME)).satisfies(c -> {
            assertThat(c.series()).isEqualTo(1);
            assertThat(c.dropped()).isEqualTo(1);
            assertThat(c.metrics()).containsExactly(new Cardinality.Metric("kept", 1));
        });
        rules = SeriesRules.NONE;
        assertThat(write("debug_x 1\nkept 1\n").counts().series()).isEqualTo(2);
        assertThat(series.cardinality(ACME).dropped()).isZero();
    }

    @Test
    void tellsWhereSeriesComeFrom() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("requests{path=\"/p")
                    .append(i)
                    .append("\",zone=\"")
                    .append(i % 3)
                    .append("\"} 1\n");
        }
        store(write(text.append("up 1\n").toString()));
        Cardinality cardinality = series.cardinality(ACME);
        assertThat(cardinality.series()).isEqualTo(501);
        assertThat(cardinality.metrics().getFirst()).isEqualTo(new Cardinality.Metric("requests", 500));
        Cardinality.Label path = cardinality.labels().getFirst();
        assertThat(path.name()).isIn("path", "__name__");
        assertThat(cardinality.labels()).anySatisfy(label -> {
            assertThat(label.name()).isEqualTo("zone");
            assertThat(label.values()).isEqualTo(3);
            assertThat(label.series()).isEqualTo(500);
        });
    }

    @Test
    void countsForBillingOnlyWhatTheEngineHasAcknowledged() {
        long hour = now.get() / 3_600_000;
        TenantBatch unstored = write("a 1\nb 1\n");
        assertThat(series.hour(ACME, hour)).isEmpty();
        store(unstored);
        store(write("a 1\n"));
        assertThat(DistinctCount.read(series.hour(ACME, hour)).estimate()).isEqualTo(2);
        pass(Duration.ofHours(1));
        store(write("a 1\n"));
        assertThat(DistinctCount.read(series.hour(ACME, hour + 1)).estimate()).isEqualTo(1);
    }

    private record Dropping(int revision) implements SeriesRules {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public boolean drops(Map<String, String> labels) {
            return labels.getOrDefault("__name__", "").startsWith("debug_");
        }
    }

    private TenantBatch store(TenantBatch batch) {
        series.stored(ACME, batch.pending(), all -> true);
        return batch;
    }

    private TenantBatch write(String text) {
        return write(TextFormat.PROMETHEUS, text);
    }

    private TenantBatch write(TextFormat format, String text) {
        Prepared prepared = prepare(format, text);
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        return ((Prepared.Ready) prepared).batch();
    }

    private Prepared prepare(String text) {
        return prepare(TextFormat.PROMETHEUS, text);
    }

    private Prepared prepare(TextFormat format, String text) {
        Gates gates = new Gates(series, tenant -> rules, replicas, cards, collectors, movable());
        Payload.Source source = new Payload.Source.Translated(new TextTranslator(format, now.get(), Map.of()));
        Payload payload = new Payload(text.getBytes(UTF_8), Packing.IDENTITY, source);
        return new Codec(new ByteBudget(1 << 28), gates).prepare(Held.route(limits), payload, WriteVersion.V1);
    }

    private static String sent(TenantBatch batch) {
        Scratch plain = new Scratch();
        new SnappyBlock().unpack(batch.packed(), 1 << 24, plain);
        return new String(plain.copy(), UTF_8);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
    }

    private Clock movable() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now.get());
            }
        };
    }
}
