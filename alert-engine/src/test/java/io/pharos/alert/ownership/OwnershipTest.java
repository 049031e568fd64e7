package io.pharos.alert.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.MemoryStore;
import io.pharos.alert.memory.RuleIdentity;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.ownership.Ownership.Turn;
import io.pharos.alert.run.Claim;
import io.pharos.alert.run.Tenure;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.series.Labels;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.AlertSet;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.RuleState;
import io.pharos.model.TenantId;
import io.pharos.sql.testing.TestPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that share groups out over a real PostgreSQL. */
class OwnershipTest {
    private static final Instant SLOT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<GroupKey> GROUPS = IntStream.range(0, 60)
            .mapToObj(i -> GroupKey.ofProd(new TenantId("acme"), "ns", "g" + i))
            .collect(Collectors.toSet());

    @SuppressWarnings("NullAway.Init")
    private static TestPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start("rules");
        postgres.migrate("/db/migration/V1__rules.sql");
        postgres.migrate("/db/migration/V3__replica_tenants.sql");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.asSuperuser("truncate rules.replica, rules.group_owner, rules.group_state");
    }

    private static Ownership replica(String address, Duration timeout) {
        return new Ownership(
                postgres.database(),
                new OwnerStore(),
                new MemoryStore(),
                (at, id) -> false,
                new Fixed(
                        URI.create(address), Optional.empty(), Duration.ofSeconds(1), timeout, Duration.ofSeconds(1)));
    }

    private record Fixed(
            URI address, Optional<Set<String>> tenants, Duration heartbeat, Duration timeout, Duration farewell)
            implements ReplicaConfig {}

    @Test
    void eachGroupHasOneOwnerAndANewReplicaGetsItsPart() {
        Ownership a = replica("http://a", Duration.ofMinutes(1));
        Ownership b = replica("http://b", Duration.ofMinutes(1));
        a.join();
        assertThat(a.look(GROUPS).taken()).hasSize(60);
        b.join();
        assertThat(b.look(GROUPS).taken()).isEmpty();

        Turn aAgain = a.look(GROUPS);
        assertThat(aAgain.giveUp()).hasSizeBetween(15, 45);
        aAgain.giveUp().forEach(a::giveUp);
        Turn bThen = b.look(GROUPS);
        assertThat(bThen.taken()).hasSameSizeAs(aAgain.giveUp());
        assertThat(bThen.taken())
                .allSatisfy(taken -> assertThat(taken.holding().epoch()).isGreaterThan(1));
        Set<GroupKey> both = new HashSet<>(a.look(GROUPS).held().keySet());
        assertThat(both).doesNotContainAnyElementsOf(b.look(GROUPS).held().keySet());
    }

    @Test
    void aDeadReplicasGroupsGoOnAndItsClaimsHaveNoEffect() {
        Ownership dead = replica("http://a", Duration.ofMinutes(1));
        dead.join();
        Map<GroupKey, Tenure> old = new HashMap<>();
        dead.look(GROUPS).taken().forEach(taken -> old.put(taken.holding().group(), dead.tenure(taken.holding())));
        GroupKey one = GROUPS.iterator().next();
        Tenure former = Objects.requireNonNull(old.get(one));
        assertThat(former.claim(SLOT)).isEqualTo(Claim.GRANTED);
        assertThat(former.claim(SLOT)).isEqualTo(Claim.TAKEN);
        assertThat(former.keep(SLOT, new GroupMemory(List.of()))).isTrue();
        postgres.asSuperuser("update rules.replica set seen_at = now() - interval '5 minutes'");

        Ownership heir = replica("http://b", Duration.ofMinutes(1));
        heir.join();
        var taken = heir.look(GROUPS).taken();
        assertThat(taken).hasSize(60);
        var inherited = taken.stream()
                .filter(t -> t.holding().group().equals(one))
                .findFirst()
                .orElseThrow();
        assertThat(inherited.holding().lastSlot()).isEqualTo(SLOT);
        assertThat(inherited.memory()).isPresent();
        assertThat(former.claim(SLOT.plusSeconds(10))).isEqualTo(Claim.TAKEN);
        assertThat(former.keep(SLOT, new GroupMemory(List.of()))).isTrue();
        assertThat(heir.tenure(inherited.holding()).keep(SLOT, new GroupMemory(List.of())))
                .isTrue();
        assertThat(former.keep(SLOT, new GroupMemory(List.of()))).isFalse();
        assertThat(heir.tenure(inherited.holding()).claim(SLOT)).isEqualTo(Claim.TAKEN);
        assertThat(heir.tenure(inherited.holding()).claim(SLOT.plusSeconds(10))).isEqualTo(Claim.GRANTED);
    }

    @Test
    void whatADeadReplicaTookForSentIsSentAgain() {
        Ownership dead = replica("http://same", Duration.ofMinutes(1));
        dead.join();
        dead.look(GROUPS).taken().forEach(taken -> dead.tenure(taken.holding()).keep(SLOT, memoryOfASentAlert()));

        Ownership heir = replica("http://same", Duration.ofMinutes(1));
        heir.join();

        assertThat(heir.look(GROUPS).taken())
                .hasSize(60)
                .allSatisfy(taken -> assertThat(taken.memory())
                        .contains(memoryOfASentAlert().untold())
                        .isNotEqualTo(Optional.of(memoryOfASentAlert())));
    }

    @Test
    void whoLeavesHandsOverWhenAlertsWereSent() {
        Ownership leaving = replica("http://a", Duration.ofMinutes(1));
        leaving.join();
        leaving.look(GROUPS)
                .taken()
                .forEach(taken -> leaving.tenure(taken.holding()).keep(SLOT, memoryOfASentAlert()));
        leaving.leave();

        Ownership heir = replica("http://b", Duration.ofMinutes(1));
        heir.join();

        assertThat(heir.look(GROUPS).taken())
                .hasSize(60)
                .allSatisfy(taken -> assertThat(taken.memory()).contains(memoryOfASentAlert()));
    }

    @Test
    void whatComesLateReplacesNoLaterMemory() {
        Ownership owner = replica("http://a", Duration.ofMinutes(1));
        owner.join();
        Tenure tenure = owner.tenure(owner.look(GROUPS).taken().getFirst().holding());

        assertThat(tenure.keep(SLOT.plusSeconds(10), memoryOfASentAlert())).isTrue();
        assertThat(tenure.keep(SLOT, new GroupMemory(List.of()))).isFalse();
        assertThat(tenure.keep(SLOT.plusSeconds(10), memoryOfASentAlert())).isTrue();
    }

    /** As it is read again: how the rule's evaluation went is not kept. */
    private static GroupMemory memoryOfASentAlert() {
        ActiveAlert alert = new ActiveAlert(
                Labels.of(Map.of("alertname", "A")),
                new TreeMap<>(),
                1,
                new AlertPhase.Firing(SLOT, SLOT, null),
                SLOT.plusSeconds(5));
        AlertSet alerts = AlertSet.of(List.of(alert));
        return new GroupMemory(List.of(new GroupMemory.Remembered(
                new RuleIdentity(true, "A", Labels.NONE),
                new RuleMemory.OfAlerts(new RuleState(alerts, alerts, new Health.Unknown())))));
    }

    @Test
    void aReplicaThatStartsAtAnAddressTakesOverAtOnce() {
        Ownership before = replica("http://same", Duration.ofMinutes(1));
        before.join();
        before.look(GROUPS);
        Ownership after = replica("http://same", Duration.ofMinutes(1));
        after.join();
        assertThat(after.look(GROUPS).taken()).hasSize(60);
        assertThat(before.look(GROUPS).held()).isEmpty();
    }

    @Test
    void ofManyWhoClaimASlotOneGetsIt() throws Exception {
        Ownership owner = replica("http://a", Duration.ofMinutes(1));
        owner.join();
        var taken = owner.look(GROUPS).taken();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Claim>> claims = IntStream.range(0, 600)
                    .mapToObj(i -> threads.submit(
                            () -> owner.tenure(taken.get(i % 60).holding()).claim(SLOT)))
                    .toList();
            int granted = 0;
            for (Future<Claim> claim : claims) {
                granted += claim.get() == Claim.GRANTED ? 1 : 0;
            }
            assertThat(granted).isEqualTo(60);
        }
    }
}
