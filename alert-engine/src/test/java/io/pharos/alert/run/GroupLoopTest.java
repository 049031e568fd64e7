package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.query.Answer;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.Written;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.DirectoryIndex;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.testing.MovableClock;
import io.pharos.tenancy.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupLoopTest {
    private static final EngineRoute ROUTE =
            new DirectoryIndex(Tenants.snapshot()).route(Tenants.ACME, Environment.PROD);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Instant> claimed = new CopyOnWriteArrayList<>();
    private volatile Claim claim = Claim.GRANTED;
    private volatile boolean broken;

    private final Tenure tenure = new Tenure() {
        @Override
        public Claim claim(Instant slot) {
            claimed.add(slot);
            return claim;
        }

        @Override
        public boolean keep(Instant slot, GroupMemory memory) {
            if (broken) {
                throw new IllegalStateException("a defect of a test's own");
            }
            return true;
        }
    };

    private GroupLoop loop(RuleGroup rules, Asker asker) {
        GroupKey key = new GroupKey(Tenants.ACME, Environment.PROD, "n", rules.name());
        Setting setting = new Rehearsal(
                        ROUTE, "{name: x, rules: []}", Duration.ofMinutes(1), asker, (r, p, d) -> new Written.Stored())
                .setting();
        CompiledGroup group = new CompiledGroup(key, rules, ROUTE, setting, new SlotChoice(0, Set.of()));
        Outlets outlets = Outlets.of(asker, (route, points, patience) -> new Written.Stored(), (t, e, x, n, w) -> {});
        return new GroupLoop(
                group,
                Optional.of(GroupMemory.none(rules)),
                START,
                tenure,
                new GroupLoop.Means(outlets, new Semaphore(1), new RunMetrics(registry), clock, 5));
    }

    private static RuleGroup rules(int count) {
        StringBuilder yaml = new StringBuilder("name: g\ninterval: 1s\nrules:\n");
        for (int i = 0; i < count; i++) {
            yaml.append("  - {record: r" + i + ", expr: m" + i + "}\n");
        }
        return RuleFileParser.parseGroup(Tenants.ACME, yaml.toString(), RuleLimits.ofSizeOnly());
    }

    private double slots(String outcome) {
        return registry.get("pharos.alert.slots")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void whatTakesTooLongMissesSlotsAndTheyAreCounted() throws Throwable {
        AtomicInteger asked = new AtomicInteger();
        GroupLoop loop = loop(rules(1), (question, time, patience) -> {
            if (asked.getAndIncrement() == 0) {
                clock.advance(Duration.ofSeconds(5));
            }
            return new Answer.Found(List.of());
        });
        clock.advance(Duration.ofSeconds(1));
        loop.start();
        Until.isTrue(() -> slots("evaluated") == 2);
        assertThat(slots("missed")).isEqualTo(4);
        assertThat(claimed).containsExactly(START.plusSeconds(1), START.plusSeconds(6));
        loop.stop(Duration.ofSeconds(5));
    }

    @Test
    void aSlotOfAnotherEndsTheLoop() throws Throwable {
        claim = Claim.TAKEN;
        AtomicInteger asked = new AtomicInteger();
        GroupLoop loop = loop(rules(1), (question, time, patience) -> {
            asked.incrementAndGet();
            return new Answer.Found(List.of());
        });
        clock.advance(Duration.ofSeconds(1));
        loop.start();
        Until.isTrue(loop::isLost);
        assertThat(asked.get()).isZero();
    }

    @Test
    void aLoopThatADefectEndsIsLostSoThatItIsStartedAnew() throws Throwable {
        broken = true;
        GroupLoop loop = loop(
                rules(1), (question, time, patience) -> new Answer.Found(List.of(new Sample.Number(Labels.NONE, 1))));
        clock.advance(Duration.ofSeconds(1));
        loop.start();
        Until.isTrue(() -> !claimed.isEmpty());
        assertThat(loop.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(loop.isLost()).isTrue();
    }

    @Test
    void withoutPostgresqlTheOwnerGoesOn() throws Throwable {
        claim = Claim.UNKNOWN;
        GroupLoop loop = loop(rules(1), (question, time, patience) -> new Answer.Found(List.of()));
        clock.advance(Duration.ofSeconds(1));
        loop.start();
        Until.isTrue(() -> START.plusSeconds(1).equals(loop.view().evaluatedAt()));
        assertThat(slots("unclaimed")).isEqualTo(1);
        loop.stop(Duration.ofSeconds(5));
    }

    @Test
    void tenThousandRulesOfASecondAreEvaluatedOrMissedNeverPiledUp() throws Throwable {
        AtomicInteger asked = new AtomicInteger();
        GroupLoop loop = loop(rules(10_000), (question, time, patience) -> {
            if (asked.incrementAndGet() % 10_000 == 0) {
                clock.advance(Duration.ofSeconds(3));
            }
            return new Answer.Found(List.of());
        });
        clock.advance(Duration.ofSeconds(1));
        loop.start();
        Until.isTrue(() -> slots("evaluated") >= 3);
        loop.stop(Duration.ofSeconds(10));
        assertThat(slots("missed")).isGreaterThanOrEqualTo(4);
        assertThat(claimed).doesNotHaveDuplicates().isSorted();
    }
}
