package io.pharos.billing.rollup;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tenancy.testing.MovableClock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every night the hours are held to their events, and one that is large is added up in seconds. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class SelfCheckTest {
    private static final Instant HOUR =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(50));
    private static final int MANY = 200_000;

    private final MovableClock clock = new MovableClock(Instant.now());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Database database;
    private final RollupStore store;
    private final RollupConfig config;

    @SuppressWarnings("NullAway.Init")
    private Rollup rollup;

    @SuppressWarnings("NullAway.Init")
    private SelfCheck check;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    SelfCheckTest(Database database, RollupStore store, RollupConfig config) {
        this.database = database;
        this.store = store;
        this.config = config;
    }

    @BeforeEach
    void byAMovableClock() {
        rollup = new Rollup(database, store, config, clock);
        check = new SelfCheck(database, store, rollup, config, clock, metrics);
    }

    @Test
    void aNightFindsWhatDiffersAndTheNextFindsItMended() {
        Customer acme = new Customer(router, ACME);
        acme.meter("nightly-units", "nightly_units");
        acme.tells(List.of(Customer.event("n1", "nightly_units", 5, HOUR)));
        rollup.run();
        check.nightly();
        assertThat(differences()).as("before").isZero();

        spoil();
        clock.advance(Duration.ofDays(1));
        check.nightly();
        assertThat(differences()).isEqualTo(1);
        rollup.run();
        clock.advance(Duration.ofDays(1));
        check.nightly();
        assertThat(differences()).as("mended").isZero();
        assertThat(acme.quantity("nightly-units", HOUR, HOUR.plusSeconds(3600))).containsExactly("5");

        spoil();
        clock.advance(Duration.ofDays(40));
        check.nightly();
        assertThat(differences()).as("older than late events are taken in").isZero();
        clock.advance(Duration.ofDays(-42));
        check.nightly();
        rollup.run();
    }

    @Test
    void everyNightHasOneRun() throws Exception {
        Scheduled nightly = SelfCheck.class.getDeclaredMethod("nightly").getAnnotation(Scheduled.class);
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        ExecutionTime runs = ExecutionTime.forCron(parser.parse(nightly.cron()));
        ZonedDateTime start = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of(nightly.timeZone()));
        assertThat(runs.countExecutions(start, start.plusDays(365))).isEqualTo(365);
    }

    /** Ten millions take under a minute on two cores; so many take a second, and here ten on the busiest machine. */
    @Test
    void anHourOfManyEventsIsAddedUpInSeconds() {
        Instant hour = HOUR.minus(Duration.ofHours(1));
        database.transact(session -> {
            session.change("""
                    insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity,
                        duration_ms, source, event_id, stored_at)
                    select $1::timestamptz + i * interval '10 ms', 'acme', gen_random_uuid(), 'many_units', 'service',
                        'user-' || i % 50, 1 + i % 7, 3, 'test', i::text, now()
                    from generate_series(0, $2 - 1) i
                    """, hour, MANY);
            return session.change("insert into usage_dirty (tenant_id, hour) values ('acme', $1)", hour);
        });
        Instant start = Instant.now();
        rollup.run();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(added("sum(events)", hour)).isEqualTo(MANY);
        assertThat(added("sum(quantity)", hour)).isEqualTo(sum());
        assertThat(added("count(*)", hour)).isEqualTo(50);
    }

    private static long sum() {
        long sum = 0;
        for (int i = 0; i < MANY; i++) {
            sum += 1 + i % 7;
        }
        return sum;
    }

    private long added(String what, Instant hour) {
        return database.query(session -> session.first(
                        "select (" + what + ")::bigint as n from usage_hour where resource_type = 'many_units'"
                                + " and bucket = $1 and superseded_at = 'infinity'",
                        row -> row.getLong("n"),
                        hour))
                .orElse(0L);
    }

    private void spoil() {
        database.query(session -> session.change("update usage_hour set quantity = quantity + 1"
                + " where resource_type = 'nightly_units' and superseded_at = 'infinity'"));
    }

    private double differences() {
        return metrics.get("pharos.billing.rollup.differences").gauge().value();
    }
}
