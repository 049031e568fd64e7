package io.pharos.billing.ingest;

import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.ingest.Intake.Outcome;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come in as they are, each once, whether by a statement or by COPY: both ways keep one contract. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class IntakeTest {
    private static final Instant HOUR = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);

    private final Intake intake;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    IntakeTest(Intake intake, Database database) {
        this.intake = intake;
        this.database = database;
    }

    /** How a batch is taken. */
    enum Way {
        STATEMENT,
        COPY
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachEventOnceAndTheFirstOneCounts(Way way) {
        String resource = meter("once", way);
        ReceivedEvent one = event(resource, "1", "2.50");
        ReceivedEvent two = event(resource, "2", "3");
        assertThat(take(way, one, one, event(resource, "1", "9"), odd("3")))
                .containsExactly(Outcome.STORED, Outcome.DUPLICATE, Outcome.CONFLICT, Outcome.QUARANTINED);
        assertThat(take(way, odd("3"), two, one, event(resource, "2", "4")))
                .containsExactly(Outcome.QUARANTINED, Outcome.STORED, Outcome.DUPLICATE, Outcome.CONFLICT);
        assertThat(stored(resource)).containsExactly("2.50", "3");
        assertThat(conflicts(resource)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBatchThatIsTakenAgainChangesNothing(Way way) {
        String resource = meter("again", way);
        ReceivedEvent[] batch = Stream.iterate(1, i -> i + 1)
                .limit(500)
                .map(i -> event(resource, "n" + i, Integer.toString(i)))
                .toArray(ReceivedEvent[]::new);
        assertThat(take(way, batch)).containsOnly(Outcome.STORED);
        long marks = marks();
        assertThat(take(way, batch)).containsOnly(Outcome.DUPLICATE);
        assertThat(stored(resource)).hasSize(500);
        assertThat(marks()).as("hours to be recomputed").isEqualTo(marks);
    }

    /** COPY has a hint at what it stored itself, and none at what came another way. */
    @Test
    void eachWayFindsWhatTheOtherStored() {
        String resource = meter("ways", Way.COPY);
        ReceivedEvent one = event(resource, "1", "1");
        ReceivedEvent two = event(resource, "2", "2");
        ReceivedEvent three = event(resource, "3", "3");
        assertThat(take(Way.STATEMENT, one)).containsExactly(Outcome.STORED);
        assertThat(take(Way.COPY, one, two)).containsExactly(Outcome.DUPLICATE, Outcome.STORED);
        assertThat(take(Way.COPY, one, two, three, event(resource, "2", "9")))
                .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.STORED, Outcome.CONFLICT);
        assertThat(take(Way.STATEMENT, one, three)).containsOnly(Outcome.DUPLICATE);
        assertThat(stored(resource)).containsExactly("1", "2", "3");
    }

    @Test
    void goesOnAtOnceWhenConnectionsHaveDied() {
        String resource = meter("died", Way.COPY);
        assertThat(take(Way.COPY, event(resource, "1", "1"))).containsExactly(Outcome.STORED);
        database.query(session -> session.list(
                "select pg_terminate_backend(pid) as ended from pg_stat_activity"
                        + " where application_name = 'PostgreSQL JDBC Driver'",
                row -> row.getBoolean("ended")));
        assertThat(take(Way.COPY, event(resource, "2", "2"))).containsExactly(Outcome.STORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "9999",
                "10000",
                "10001",
                "0.0001",
                "0.00010",
                "-12345678.000000000000000009",
                "999999999999999",
                "1000000000000000",
                "123456789012345.678",
                "0.1",
                "100000000",
                "999999999999999999999999999999",
                "123456789012345678901234567890.123456789012345678"
            })
    void quantitiesAreExactByCopy(String quantity) {
        String resource = meter("exact", Way.COPY);
        ReceivedEvent event = event(resource, quantity, quantity);
        assertThat(take(Way.COPY, event)).containsExactly(Outcome.STORED);
        assertThat(stored(resource, quantity)).containsExactly(quantity);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void textsPropertiesAndTimesAreKeptAsTheyCame(Way way) {
        String resource = meter("whole", way);
        Map<String, String> properties = Map.of("region", "深圳 \uD83D\uDE00", "quote", "a\"b\\c\td");
        ReceivedEvent full = new ReceivedEvent(
                INITECH,
                "/s/ü/" + way,
                "id-ü",
                HOUR.plusNanos(123_456_000),
                resource,
                "serviçe",
                "",
                new BigDecimal("-1"),
                77,
                properties,
                "other");
        assertThat(take(way, full)).containsExactly(Outcome.STORED);
        List<String> row = database.query(session -> session.list(
                "select concat_ws('|', source, event_id, extract(epoch from event_time)::numeric(20, 6), service_id,"
                        + " user_id, quantity, duration_ms, properties ->> 'region', properties ->> 'quote', corrects)"
                        + " as text from usage_event where resource_type = $1",
                r -> r.getString("text"),
                resource));
        assertThat(row)
                .containsExactly("/s/ü/" + way + "|id-ü|" + HOUR.getEpochSecond()
                        + ".123456|serviçe||-1|77|深圳 \uD83D\uDE00|a\"b\\c\td|other");
    }

    private String meter(String name, Way way) {
        String resource = name + "_" + way.name().toLowerCase(java.util.Locale.ROOT);
        new Customer(router, INITECH)
                .asks()
                .body(Map.of("code", resource.replace('_', '-'), "resourceType", resource, "aggregation", "sum"))
                .post("/api/v1/meters");
        return resource;
    }

    private List<Outcome> take(Way way, ReceivedEvent... events) {
        return switch (way) {
            case STATEMENT -> intake.take(List.of(events));
            case COPY -> intake.takeMany(List.of(events), List.of());
        };
    }

    private static ReceivedEvent event(String resource, String id, String quantity) {
        return new ReceivedEvent(
                INITECH,
                "/test/" + resource,
                id,
                HOUR,
                resource,
                "service",
                "user",
                new BigDecimal(quantity),
                0,
                Map.of(),
                null);
    }

    private static ReceivedEvent odd(String id) {
        return event("nothing_listens", id, "1");
    }

    private List<String> stored(String resource) {
        return database.query(session -> session.list(
                "select quantity::text as q from usage_event where resource_type = $1 order by event_id",
                row -> row.getString("q"),
                resource));
    }

    private List<String> stored(String resource, String id) {
        return database.query(session -> session.list(
                "select quantity::text as q from usage_event where resource_type = $1 and event_id = $2",
                row -> row.getString("q"),
                resource,
                id));
    }

    private long conflicts(String resource) {
        return database.query(session -> session.first(
                        "select count(*) as n from usage_conflict where event -> 'data' ->> 'resource_type' = $1",
                        row -> row.getLong("n"),
                        resource))
                .orElse(0L);
    }

    private long marks() {
        return database.query(session -> session.first(
                        "select count(*) as n from usage_dirty where tenant_id = 'initech'", row -> row.getLong("n")))
                .orElse(0L);
    }
}
