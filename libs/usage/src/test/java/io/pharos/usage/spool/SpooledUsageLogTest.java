package io.pharos.usage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.TenantId;
import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UuidV7;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledUsageLogTest {
    private static final SpoolSize SMALL = new SpoolSize(8 * 1024, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void addsUpByTenantResourceAndUserWhenItIsFullAndLosesNothing() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            for (int i = 0; i < 1000; i++) {
                log.append(usage(i % 2 == 0 ? "acme" : "initech", "user-" + i % 5));
            }
            assertThat(log.coalesced()).isPositive();
            deliverAll(log, delivered);
            log.keep();
            deliverAll(log, delivered);
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 500L, "initech", 500L));
        assertThat(delivered).hasSizeLessThan(200);
    }

    @Test
    void whatWasAddedUpSurvivesARestartUnderTheSameIds() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            fill(log);
            deliverAll(log, delivered);
        }
        try (SpooledUsageLog log = open()) {
            deliverAll(log, delivered);
            log.keep();
            deliverAll(log, delivered);
            assertThat(log.backlog()).isZero();
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 300L));
    }

    @Test
    void aFullJournalIsWrittenAnewWithTheSumsAlone() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            for (int i = 0; i < 20_000; i++) {
                log.append(usage("acme", "ann"));
            }
        }
        try (SpooledUsageLog log = open()) {
            deliverAll(log, delivered);
            log.keep();
            deliverAll(log, delivered);
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 20_000L));
    }

    @Test
    void whatNeedsNoEventIsOneASecondAndUserAndHour() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            for (int i = 0; i < 1000; i++) {
                log.addUp(usage(i % 2 == 0 ? "acme" : "initech", "ann"));
            }
            log.addUp(usage("acme", "ann", Instant.EPOCH.plus(Duration.ofHours(1))));
            assertThat(log.backlog()).isZero();
            log.keep();
            deliverAll(log, delivered);
            log.addUp(usage("acme", "ann"));
            log.keep();
            deliverAll(log, delivered);
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 502L, "initech", 500L));
        assertThat(delivered).hasSize(4);
        assertThat(delivered.values().stream().map(e -> e.usage().duration().toMillis()))
                .containsExactlyInAnyOrder(2500L, 2500L, 5L, 5L);
    }

    @Test
    void aSumSurvivesTheProcessAndIsToldOnceWhateverIsReplayed() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            log.addUp(usage("acme", "ann"));
            log.addUp(usage("acme", "ann"));
        }
        byte[] before = Files.readAllBytes(folder.resolve("sums"));
        for (int life = 0; life < 2; life++) {
            try (SpooledUsageLog log = open()) {
                deliverAll(log, delivered);
            }
            Files.write(folder.resolve("sums"), before);
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 2L));
    }

    @Test
    void sumsWaitForRoomInAFullSpoolAndMoreUsersThanPlacesGetEventsAgain() throws IOException {
        Map<UUID, UsageEvent> delivered = new HashMap<>();
        try (SpooledUsageLog log = open()) {
            fill(log);
            for (int i = 0; i < RunningSums.SLOTS + 10; i++) {
                log.addUp(usage("initech", "user-" + i));
            }
            for (int second = 0; second < 100; second++) {
                log.keep();
                deliverAll(log, delivered);
            }
        }
        assertThat(quantities(delivered)).isEqualTo(Map.of("acme", 300L, "initech", RunningSums.SLOTS + 10L));
    }

    @Test
    void oneProcessHasTheFolderToItself() throws IOException {
        try (SpooledUsageLog log = open()) {
            assertThatThrownBy(this::open).hasMessageContaining("pharos.usage.spool-dir");
            assertThat(log.backlog()).isZero();
        }
    }

    @Test
    void manyUsersAreAddedUpTogether() {
        Coalesced sums = new Coalesced();
        UuidV7 ids = new UuidV7(Clock.systemUTC());
        for (int i = 0; i < Coalesced.MOST_SUMS * 2; i++) {
            sums.add(usage("acme", "user-" + i), source(), ids::next);
        }
        assertThat(sums.all()).hasSize(Coalesced.MOST_SUMS + 1);
        assertThat(sums.all().stream().mapToLong(e -> e.usage().quantity()).sum())
                .isEqualTo(Coalesced.MOST_SUMS * 2L);
    }

    private static void fill(SpooledUsageLog log) {
        for (int i = 0; i < 300; i++) {
            log.append(usage("acme", "ann"));
        }
        assertThat(log.coalesced()).isPositive();
    }

    private SpooledUsageLog open() throws IOException {
        return SpooledUsageLog.open(folder, SMALL, source(), new UuidV7(Clock.systemUTC()));
    }

    private static UsageEvent.Source source() {
        return new UsageEvent.Source("test", "one");
    }

    private static Usage usage(String tenant, String user) {
        return usage(tenant, user, Instant.EPOCH);
    }

    private static Usage usage(String tenant, String user, Instant at) {
        return Usage.of(new TenantId(tenant), user, "queries", 1, Duration.ofMillis(5), at);
    }

    private static void deliverAll(SpooledUsageLog log, Map<UUID, UsageEvent> to) throws IOException {
        Optional<SpooledUsageLog.Delivery> next = log.read(log.committed());
        while (next.isPresent()) {
            UsageEvent event = CloudEvents.read(next.get().event());
            to.put(event.id(), event);
            log.commit(next.get().next());
            next = log.read(next.get().next());
        }
    }

    private static Map<String, Long> quantities(Map<UUID, UsageEvent> delivered) {
        return delivered.values().stream()
                .collect(Collectors.groupingBy(
                        e -> e.usage().tenant().value(),
                        Collectors.summingLong(e -> e.usage().quantity())));
    }
}
