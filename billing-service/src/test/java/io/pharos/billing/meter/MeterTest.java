package io.pharos.billing.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.period.Period;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MeterTest {
    private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");
    private static final Period HOUR = new Period(START, START.plusSeconds(3600));
    private static final Measure QUANTITY = new Measure.Quantity();

    @Property(tries = 200)
    void orderRepetitionAndBatchingOfTheEventsChangeNothing(
            @ForAll("events") List<UsageEvent> events, @ForAll Random random) {
        List<UsageEvent> replayed = new ArrayList<>(events);
        replayed.addAll(events);
        Collections.shuffle(replayed, random);

        for (Aggregation aggregation : aggregations()) {
            Meter meter = new Meter("m", aggregation);
            BigDecimal once = meter.quantity(events, HOUR);
            DistinctEvents again = DistinctEvents.of(replayed, DuplicateRule.FIRST_WINS);
            assertThat(meter.quantity(again.events(), HOUR)).isEqualByComparingTo(once);
            assertThat(again.conflicts()).isEmpty();
        }
    }

    @Example
    void aKeyWithAnotherContentIsAConflictThatIsSeen() {
        UsageEvent first = event("a", 1, "10");
        UsageEvent second = event("a", 2, "20");

        DistinctEvents kept = DistinctEvents.of(List.of(first, second), DuplicateRule.FIRST_WINS);
        DistinctEvents replaced = DistinctEvents.of(List.of(first, second), DuplicateRule.LAST_WINS);

        assertThat(kept.events()).containsExactly(first);
        assertThat(replaced.events()).containsExactly(second);
        assertThat(kept.conflicts()).containsExactly(first.key());
    }

    @Example
    void aPeriodsEndBelongsToTheNext() {
        List<UsageEvent> events = List.of(event("a", 0, "1"), event("b", 3599, "2"), event("c", 3600, "4"));

        assertThat(new Meter("m", new Aggregation.Sum(QUANTITY)).quantity(events, HOUR))
                .isEqualByComparingTo("3");
    }

    @Example
    void filtersAndGroupsByProperties() {
        Meter meter = new Meter(
                "m",
                new Aggregation.Sum(QUANTITY),
                List.of(new Filter("region", Set.of("cn", "eu"))),
                List.of("region"));
        List<UsageEvent> events =
                List.of(in("cn", "a", "1"), in("eu", "b", "2"), in("cn", "c", "4"), in("us", "d", "8"));

        assertThat(meter.byGroup(events, HOUR))
                .containsExactly(
                        Map.entry(List.of("cn"), new BigDecimal("5")), Map.entry(List.of("eu"), new BigDecimal("2")));
    }

    @Example
    void aPercentileIsAValueThatOccurred() {
        List<UsageEvent> events = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            events.add(event("e" + i, i, Integer.toString(i)));
        }
        Meter p95 = new Meter("m", new Aggregation.Percentile(QUANTITY, new BigDecimal("95")));

        assertThat(p95.quantity(events, HOUR)).isEqualByComparingTo("95");
    }

    @Example
    void aLevelCountsForTheTimeThatItHeld() {
        Meter level = new Meter("m", new Aggregation.TimeWeightedSum(QUANTITY));
        List<UsageEvent> events = List.of(event("up", 900, "4"), event("down", 2700, "-6"));

        // 2 for a quarter, 6 for half, 0 for a quarter
        assertThat(level.quantity(events, HOUR, new BigDecimal("2"))).isEqualByComparingTo("3.5");
    }

    @Example
    void anEventWithoutItsNumberIsRefusedAndNotReadAsZero() {
        Meter meter = new Meter("m", new Aggregation.Sum(new Measure.Property("bytes")));

        assertThatThrownBy(() -> meter.quantity(List.of(event("a", 1, "1")), HOUR))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("bytes");
    }

    @Provide
    Arbitrary<List<UsageEvent>> events() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 3599);
        Arbitrary<BigDecimal> quantity = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(1000))
                .ofScale(3);
        return Combinators.combine(seconds, quantity)
                .as((second, q) -> event("at " + second, second, q.toPlainString()))
                .list()
                .ofMaxSize(30)
                .uniqueElements(UsageEvent::key);
    }

    private static List<Aggregation> aggregations() {
        return List.of(
                new Aggregation.Count(),
                new Aggregation.Sum(QUANTITY),
                new Aggregation.Max(QUANTITY),
                new Aggregation.Min(QUANTITY),
                new Aggregation.Mean(QUANTITY),
                new Aggregation.Latest(QUANTITY),
                new Aggregation.UniqueCount("region"),
                new Aggregation.TimeWeightedSum(QUANTITY),
                new Aggregation.Percentile(QUANTITY, new BigDecimal("99")));
    }

    private static UsageEvent event(String id, int second, String quantity) {
        return new UsageEvent(new EventKey("s", id), START.plusSeconds(second), new BigDecimal(quantity), Map.of());
    }

    private static UsageEvent in(String region, String id, String quantity) {
        return new UsageEvent(new EventKey("s", id), START, new BigDecimal(quantity), Map.of("region", region));
    }
}
