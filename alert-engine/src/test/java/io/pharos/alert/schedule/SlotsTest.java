package io.pharos.alert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final TenantId ACME = new TenantId("acme");
    /** Slots hang on it: who changes the hash moves every group of every tenant. */
    private static final long GOLDEN = 3061210144004003730L;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theHashNeverChanges() {
        assertThat(GroupKey.ofProd(ACME, "shop", "checkout").stableHash()).isEqualTo(GOLDEN);
        assertThat(GroupKey.ofProd(ACME, "shopc", "heckout").stableHash()).isNotEqualTo(GOLDEN);
    }

    @Test
    void groupsAreSpreadOverTheInterval() {
        int[] tenths = new int[10];
        IntStream.range(0, 10_000).forEach(i -> {
            long hash = GroupKey.ofProd(ACME, "ns", "group-" + i).stableHash();
            tenths[(int) (Slots.spread(hash, MINUTE).offset().toMillis() / 6_000)]++;
        });
        assertThat(IntStream.of(tenths)).allMatch(count -> count > 850 && count < 1_150);
    }

    @Test
    void anOffsetIsTakenAsAskedFor() {
        assertThat(Slots.at(Duration.ofSeconds(5), MINUTE).latest(at(70))).isEqualTo(at(65));
        assertThat(Slots.at(Duration.ofSeconds(-5), MINUTE).latest(at(70))).isEqualTo(at(55));
    }

    @Test
    void missedSlotsAreCountedAndNotCaughtUp() {
        Slots slots = Slots.at(Duration.ZERO, MINUTE);
        assertThat(slots.due(at(60), at(119))).isEqualTo(new Due.Wait(at(120)));
        assertThat(slots.due(at(60), at(120))).isEqualTo(new Due.Evaluate(at(120), 0));
        assertThat(slots.due(at(60), at(310))).isEqualTo(new Due.Evaluate(at(300), 3));
    }

    @Test
    void aClockThatGoesBackEvaluatesNothingTwice() {
        Slots slots = Slots.at(Duration.ZERO, MINUTE);
        assertThat(slots.due(at(600), at(300))).isEqualTo(new Due.Wait(at(660)));
    }

    @Test
    void aNewGroupWaitsForItsFirstSlot() {
        Slots slots = Slots.at(Duration.ofSeconds(10), MINUTE);
        assertThat(slots.first(at(10))).isEqualTo(at(10));
        assertThat(slots.first(at(11))).isEqualTo(at(70));
    }

    @Property(tries = 500)
    void everySlotIsEvaluatedOrCountedExactlyOnce(
            @ForAll long hash,
            @ForAll @IntRange(min = 1, max = 5_000) int interval,
            @ForAll List<@LongRange(min = 0, max = 20_000) Long> pauses) {
        Slots slots = Slots.spread(hash, Duration.ofMillis(interval));
        Instant start = slots.latest(Instant.ofEpochMilli(1_000_000));
        Instant last = start;
        Instant now = start;
        long evaluated = 0;
        for (long pause : pauses) {
            now = now.plusMillis(pause);
            if (slots.due(last, now) instanceof Due.Evaluate(Instant slot, long missed)) {
                assertThat(slot).isAfter(last).isBeforeOrEqualTo(now);
                evaluated += 1 + missed;
                last = slot;
            }
        }
        assertThat(evaluated)
                .isEqualTo(Duration.between(start, slots.latest(now)).dividedBy(slots.interval()));
    }

    @Test
    void demandIsRulesByInterval() {
        RuleGroup group = RuleFileParser.parseGroup(
                ACME,
                "{name: a, interval: 30s, rules: [{record: a, expr: up}, {record: b, expr: up}, {record: c, expr: up}]}",
                RuleLimits.mimir());
        RuleGroup other =
                RuleFileParser.parseGroup(ACME, "{name: b, rules: [{record: a, expr: up}]}", RuleLimits.mimir());
        assertThat(Demand.of(List.of(group, other), Duration.ofSeconds(10)).evaluationsPerSecond())
                .isEqualTo(0.2);
    }

    private static Instant at(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }
}
