package io.pharos.billing.suite;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pharos.billing.meter.EventKey;
import io.pharos.billing.meter.MeterCatalogue;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.meter.UsageEvent;
import io.pharos.billing.period.Period;
import io.pharos.billing.rollup.Rollup;
import io.pharos.billing.usage.Quantity;
import io.pharos.billing.usage.UsageQuestion;
import io.pharos.billing.usage.UsageReader;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours are what their events say, in whatever order and however often these come. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class RollupTest {
    private static final Instant START =
            Instant.now().minus(Duration.ofHours(30)).truncatedTo(ChronoUnit.HOURS);
    private static final Period DAY = new Period(START, START.plus(Duration.ofHours(24)));

    private final Rollup rollup;
    private final UsageReader reader;
    private final Meters meters;
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer globex;

    RollupTest(Rollup rollup, UsageReader reader, Meters meters, Database database) {
        this.rollup = rollup;
        this.reader = reader;
        this.meters = meters;
        this.database = database;
    }

    @BeforeEach
    void customer() {
        globex = new Customer(router, GLOBEX);
    }

    @Test
    void addsUpWhatCameLateAndRepeatedLikeAllAtOnce() {
        globex.meter("late-units", "late_units");
        List<Map<String, Object>> events = events("late", "late_units", 400, 7);
        Collections.shuffle(events, new Random(1));
        globex.tells(events.subList(0, 250));
        assertThat(rollup.run()).isPositive();
        Instant then = reader.asOf();
        BigDecimal known = total("late-units", UsageQuestion.total(GLOBEX, DAY, then));
        globex.tells(events);
        globex.tells(events.subList(100, 300));
        BigDecimal exact = sum(events);

        assertThat(total("late-units", UsageQuestion.total(GLOBEX, DAY))).isEqualByComparingTo(exact);
        rollup.run();
        assertThat(total("late-units", UsageQuestion.total(GLOBEX, DAY))).isEqualByComparingTo(exact);
        assertThat(total("late-units", UsageQuestion.total(GLOBEX, DAY, reader.asOf())))
                .isEqualByComparingTo(exact);
        assertThat(total("late-units", UsageQuestion.total(GLOBEX, DAY, then))).isEqualByComparingTo(known);
        globex.tells(events);
        assertThat(rollup.run()).as("replaying all events changes nothing").isZero();
    }

    @Test
    void findsAnHourThatIsNotWhatItsEventsSayAndMendsIt() {
        globex.meter("checked-units", "checked_units");
        globex.tells(List.of(Customer.event("k1", "checked_units", 5, START)));
        rollup.run();
        database.query(s -> s.change(
                "update usage_hour set quantity = 6 where resource_type = 'checked_units' and tenant_id = 'globex'"));
        globex.operator()
                .post("/api/v1/billing/self-check?days=3")
                .then()
                .statusCode(200)
                .body("differences", equalTo(List.of("globex " + START)));
        rollup.run();
        globex.operator().post("/api/v1/billing/self-check?days=3").then().body("differences", equalTo(List.of()));
        assertThat(globex.quantity("checked-units", DAY.from(), DAY.to())).containsExactly("5");
        globex.asks().post("/api/v1/billing/self-check").then().statusCode(403);
    }

    @Test
    void localDaysEndAtTheEdgesOfTheirBuckets() {
        globex.meter("nepal-units", "nepal_units");
        ZoneId nepal = ZoneId.of("Asia/Kathmandu");
        database.transact(s -> {
            rollup.zone(s, GLOBEX, nepal);
            return 0;
        });
        List<Map<String, Object>> events = events("np", "nepal_units", 200, 11);
        globex.tells(events);
        rollup.run();
        Instant midnight = START.plus(Duration.ofHours(24))
                .atZone(nepal)
                .toLocalDate()
                .atStartOfDay(nepal)
                .toInstant();
        Period before = new Period(START, midnight);
        BigDecimal exact = sum(events.stream()
                .filter(e -> before.holds(Instant.parse((String) e.getOrDefault("time", ""))))
                .toList());
        assertThat(total("nepal-units", UsageQuestion.total(GLOBEX, before, reader.asOf())))
                .isEqualByComparingTo(exact);
        database.transact(s -> {
            rollup.zone(s, GLOBEX, ZoneId.of("UTC"));
            return 0;
        });
        rollup.run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"count", "sum", "max", "min", "mean", "latest", "unique_count", "weighted_sum", "percentile"})
    void postgresAggregatesAsTheModelDoes(String aggregation) {
        String code = "m-" + aggregation.replace('_', '-');
        String resource = "r_" + aggregation;
        Map<String, Object> meter = new HashMap<>(Map.of(
                "code", code,
                "resourceType", resource,
                "aggregation", aggregation,
                "percent", 90,
                "filters", Map.of("region", List.of("eu", "us"))));
        if (!aggregation.equals("count")) {
            meter.put("value", "size");
        }
        globex.asks().body(meter).post("/api/v1/meters").then().statusCode(201);
        List<Map<String, Object>> events = events(code, resource, 120, 3);
        globex.tells(events);

        MeterDefinition definition = catalogue().find(GLOBEX, code).orElseThrow();
        BigDecimal model = definition
                .meter()
                .quantity(events.stream().map(RollupTest::model).toList(), DAY);
        assertThat(total(code, UsageQuestion.total(GLOBEX, DAY)).subtract(model).abs())
                .isLessThan(new BigDecimal("1e-15"));
    }

    private MeterCatalogue catalogue() {
        return meters.catalogue();
    }

    private BigDecimal total(String code, UsageQuestion question) {
        MeterDefinition meter = catalogue().find(GLOBEX, code).orElseThrow();
        return reader.quantities(meter, question).stream()
                .map(Quantity::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Map<String, Object>> events(String prefix, String resource, int count, int seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant time = START.plusMillis(random.nextLong(Duration.ofHours(24).toMillis()));
            String quantity = random.nextInt(1000) + "." + random.nextInt(10);
            var event = Customer.event(prefix + i, resource, quantity, time);
            Map<String, Object> properties = new HashMap<>(Map.of(
                    "region", List.of("eu", "us", "cn").get(random.nextInt(3)),
                    "size", random.nextInt(40),
                    "op", random.nextInt(4) == 0 ? "remove" : "add"));
            events.add(
                    Customer.with(Customer.with(event, "properties", properties), "user_id", "u" + random.nextInt(3)));
        }
        return events;
    }

    @SuppressWarnings("unchecked")
    private static UsageEvent model(Map<String, Object> event) {
        Map<String, Object> data = (Map<String, Object>) event.getOrDefault("data", Map.of());
        Map<String, String> properties = new HashMap<>();
        ((Map<String, Object>) data.getOrDefault("properties", Map.of()))
                .forEach((name, value) -> properties.put(name, value.toString()));
        return new UsageEvent(
                new EventKey("", String.valueOf(event.get("id"))),
                Instant.parse(String.valueOf(event.get("time"))),
                new BigDecimal(String.valueOf(data.get("quantity"))),
                properties);
    }

    @SuppressWarnings("unchecked")
    private static BigDecimal sum(List<Map<String, Object>> events) {
        return events.stream()
                .map(e -> (Map<String, Object>) e.getOrDefault("data", Map.of()))
                .map(data -> new BigDecimal(String.valueOf(data.get("quantity"))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
