package io.pharos.alert.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.run.Rehearsal.Told;
import io.pharos.alert.suite.Prometheus;
import io.pharos.alert.suite.Surroundings;
import io.pharos.alert.suite.Until;
import io.pharos.alert.write.PointWriter;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.testing.Tenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The four families of the Alert Generator Compliance Specification 1.0 over a real Prometheus, at evaluation times
 * that are made: forty minutes in seconds. An interval is ten seconds, the resend delay a minute.
 */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
class ComplianceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    Prometheus shared;

    @Inject
    InstantQueries queries;

    @Inject
    PointWriter writer;

    @Inject
    TenantDirectory directory;

    /** Long enough ago for the longest family, and not longer than an engine takes samples from. */
    private final Instant start = Instant.now().minusSeconds(45 * 60).truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void knownTenants() throws Throwable {
        Until.isTrue(() -> directory.revision() >= 0);
    }

    private Rehearsal rehearsal(String group) {
        return new Rehearsal(
                directory.route(Tenants.ACME, Environment.PROD), group, MINUTE, queries::ask, writer::write);
    }

    /** Writes a value each ten seconds and evaluates right after, from {@code from} to {@code to} seconds. */
    private void play(Rehearsal rehearsal, String metric, long from, long to, double value) {
        for (long second = from; second <= to; second += 10) {
            rehearsal.write(Map.of("__name__", metric, "job", "j", "instance", "i"), value, at(second));
            rehearsal.evaluate(at(second));
        }
    }

    private Instant at(long second) {
        return start.plusSeconds(second);
    }

    @Test
    void pendingThenFiringThenResolved() {
        Rehearsal played = rehearsal("""
            name: first
            interval: 10s
            rules:
              - alert: PendingFiringResolved
                expr: compliance_first > 10
                for: 30s
                labels: {foo: bar, rulegroup: first}
                annotations: {description: 'value {{ $value }}, job {{ $labels.job }}', summary: 'fired'}
            """);
        play(played, "compliance_first", 0, 50, 5);
        assertThat(played.states("PendingFiringResolved")).isEmpty();
        play(played, "compliance_first", 60, 80, 15);
        assertThat(played.states("PendingFiringResolved")).containsExactly("pending");
        assertThat(played.told()).isEmpty();
        play(played, "compliance_first", 90, 190, 15);
        assertThat(played.states("PendingFiringResolved")).containsExactly("firing");
        play(played, "compliance_first", 200, 1200, 5);
        assertThat(played.states("PendingFiringResolved")).isEmpty();

        assertThat(series("ALERTS", "PendingFiringResolved", "alertstate=\"pending\"", 300))
                .isEqualTo(seconds(60, 80));
        assertThat(series("ALERTS", "PendingFiringResolved", "alertstate=\"firing\"", 300))
                .isEqualTo(seconds(90, 190));
        assertThat(series("ALERTS_FOR_STATE", "PendingFiringResolved", "foo=\"bar\"", 300))
                .isEqualTo(seconds(60, 190));
        assertThat(shared.query("ALERTS{alertname=\"PendingFiringResolved\"}", at(201))
                        .isEmpty())
                .isTrue();

        List<Told> told = played.told("PendingFiringResolved");
        assertThat(firing(told)).containsExactly(90L, 160L);
        assertThat(told).allSatisfy(one -> {
            assertThat(one.notification().startsAt()).isEqualTo(at(90));
            assertThat(one.notification().alert().annotations()).containsKey("summary");
        });
        assertThat(told.getFirst().notification().endsAt()).isEqualTo(at(90).plus(MINUTE.multipliedBy(4)));
        List<Long> resolved = resolved(told);
        assertThat(resolved)
                .startsWith(200L, 270L, 340L)
                .last()
                .satisfies(last -> assertThat(last).isBetween(200L + 900 - 70, 200L + 900));
        assertThat(told.getLast().notification().endsAt()).isEqualTo(at(200));
    }

    @Test
    void pendingThenGoneAndNeverTrue() {
        Rehearsal played = rehearsal("""
            name: second
            interval: 10s
            rules:
              - {alert: PendingResolved, expr: compliance_second > 10, for: 2m}
              - {alert: NeverTrue, expr: compliance_second > 100}
            """);
        play(played, "compliance_second", 0, 20, 5);
        play(played, "compliance_second", 30, 140, 15);
        assertThat(played.states("PendingResolved")).containsExactly("pending");
        play(played, "compliance_second", 150, 300, 5);

        assertThat(played.states("PendingResolved")).isEmpty();
        assertThat(played.told()).isEmpty();
        assertThat(series("ALERTS", "PendingResolved", "alertstate=\"pending\"", 300))
                .isEqualTo(seconds(30, 140));
        assertThat(series("ALERTS", "PendingResolved", "alertstate=\"firing\"", 300))
                .isEmpty();
        assertThat(series("ALERTS", "NeverTrue", "alertstate!=\"\"", 300)).isEmpty();
    }

    @Test
    void withoutAForAnAlertFiresAtOnceAndWithASmallOneAtTheNextEvaluation() {
        Rehearsal played = rehearsal("""
            name: third
            interval: 10s
            rules:
              - {alert: ZeroFor, expr: compliance_third > 10}
              - {alert: SmallFor, expr: compliance_third > 13, for: 7s}
            """);
        play(played, "compliance_third", 0, 20, 5);
        play(played, "compliance_third", 30, 30, 15);
        assertThat(played.states("ZeroFor")).containsExactly("firing");
        assertThat(played.states("SmallFor")).containsExactly("pending");
        play(played, "compliance_third", 40, 90, 15);
        assertThat(played.states("SmallFor")).containsExactly("firing");
        play(played, "compliance_third", 100, 150, 5);

        assertThat(series("ALERTS", "ZeroFor", "alertstate=\"pending\"", 300)).isEmpty();
        assertThat(series("ALERTS", "ZeroFor", "alertstate=\"firing\"", 300)).isEqualTo(seconds(30, 90));
        assertThat(series("ALERTS", "SmallFor", "alertstate=\"pending\"", 300)).isEqualTo(seconds(30, 30));
        assertThat(series("ALERTS", "SmallFor", "alertstate=\"firing\"", 300)).isEqualTo(seconds(40, 90));
        assertThat(firing(played.told("ZeroFor"))).containsExactly(30L);
        assertThat(resolved(played.told("SmallFor"))).first().isEqualTo(100L);
    }

    @Test
    void newAlertsJoinAndLaterRulesSeeEarlierOnes() {
        Rehearsal played = rehearsal("""
            name: fourth
            interval: 10s
            rules:
              - {record: 'compliance:fourth:sum', expr: sum by (job) (compliance_fourth)}
              - {alert: NewAlerts, expr: compliance_fourth > 10}
              - {alert: OrderCheck, expr: 'compliance:fourth:sum > 20'}
              - {alert: Follower, expr: 'ALERTS{alertname="OrderCheck",alertstate="firing"}', labels: {follows: 'yes'}}
            """);
        for (long second = 0; second <= 100; second += 10) {
            played.write(Map.of("__name__", "compliance_fourth", "job", "j", "instance", "a"), 15, at(second));
            if (second >= 50) {
                played.write(Map.of("__name__", "compliance_fourth", "job", "j", "instance", "b"), 16, at(second));
            }
            played.evaluate(at(second));
            assertThat(played.states("NewAlerts")).hasSize(second < 50 ? 1 : 2);
            assertThat(played.states("OrderCheck")).as("at " + second).hasSize(second < 50 ? 0 : 1);
            assertThat(played.states("Follower")).as("at " + second).hasSize(second < 50 ? 0 : 1);
        }
        assertThat(firing(played.told("OrderCheck"))).containsExactly(50L);
        assertThat(played.told("NewAlerts").stream()
                        .map(one -> one.notification().startsAt())
                        .distinct())
                .containsExactly(at(0), at(50));
    }

    private List<Long> series(String name, String alert, String matcher, long until) {
        JsonNode result = shared.samples(
                name + "{tenant_id=\"acme\",alertname=\"" + alert + "\"," + matcher + "}",
                at(until),
                (until + 1) + "s");
        return result.isEmpty()
                ? List.of()
                : LongStream.range(0, result.get(0).get("values").size())
                        .mapToObj(i -> (long) result.get(0)
                                        .get("values")
                                        .get((int) i)
                                        .get(0)
                                        .asDouble()
                                - start.getEpochSecond())
                        .toList();
    }

    private static List<Long> seconds(long from, long to) {
        return LongStream.rangeClosed(0, (to - from) / 10)
                .mapToObj(i -> from + 10 * i)
                .toList();
    }

    private List<Long> firing(List<Told> told) {
        return times(
                told.stream().filter(one -> !one.notification().isResolved()).toList());
    }

    private List<Long> resolved(List<Told> told) {
        return times(
                told.stream().filter(one -> one.notification().isResolved()).toList());
    }

    private List<Long> times(List<Told> told) {
        return told.stream()
                .map(one -> Duration.between(start, one.at()).toSeconds())
                .toList();
    }
}
