package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.gateway.metering.SampleEstimate;
import io.pharos.gateway.request.Arguments;
import io.pharos.gateway.request.Parameters;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.enforce.Bounds;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tenancy.token.Caller;
import io.pharos.tsdb.read.TenantRead;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Environment STAGING = new Environment("staging");

    private final Planner planner = new Planner(
            ParserOptions.everything(),
            Duration.ofMinutes(2),
            new SampleEstimate(Duration.ofSeconds(15)),
            PlannerTest::wall);

    private static Bounds wall(ReadContext reader) {
        return ReadBeans.bounds(reader, Bounds.of(reader.tenant()));
    }

    private static ReadContext reader(Environment environment, Map<Environment, String> environments) {
        Tenant tenant = new Tenant(
                ACME,
                "Acme",
                io.pharos.tenancy.directory.Plan.FREE,
                Status.ACTIVE,
                Isolation.SHARED,
                Residency.ANYWHERE,
                environments,
                Limits.DEFAULT,
                LabelConflict.REFUSE,
                Alerting.SHARED,
                1);
        Caller.TenantCaller caller =
                new Caller.TenantCaller("alice", ACME, Role.DEV, Set.of(), "client", "jti", NOW, NOW.plusSeconds(900));
        String engine = environments.get(environment);
        return new ReadContext(
                new TenantContext(ACME, environment, caller),
                new EngineRoute(tenant, environment, Tenants.engine(String.valueOf(engine), "http://engine")));
    }

    private TenantRead.Instantaneous query(String parameters, ReadContext reader) {
        Path path = Path.of("/api/v1/query").orElseThrow();
        Plan plan = planner.plan(path, new Arguments(Parameters.parse(parameters, "")), reader, NOW);
        return (TenantRead.Instantaneous) ((Plan.Ask) plan).read();
    }

    @Test
    void tellsEnvironmentsApartWhereTheyShareAnEngine() {
        Map<Environment, String> together = Map.of(Environment.PROD, "one", STAGING, "one");
        assertThat(query("query=up", reader(STAGING, together)).query().text())
                .isEqualTo("up{env=\"staging\",tenant_id=\"acme\"}");
        assertThat(query("query=up", reader(Environment.PROD, together)).query().text())
                .isEqualTo("up{env=\"prod\",tenant_id=\"acme\"}");
    }

    @Test
    void leavesTheLabelEnvToAProdThatHasItsEngine() {
        ReadContext reader = reader(Environment.PROD, Map.of(Environment.PROD, "one", STAGING, "other"));
        assertThat(query("query=up", reader).query().text()).isEqualTo("up{tenant_id=\"acme\"}");
    }

    @Test
    void evaluatesNowUnlessTold() {
        ReadContext reader = reader(Environment.PROD, Map.of(Environment.PROD, "one"));
        assertThat(query("query=up", reader).time()).isEqualTo(NOW);
        assertThat(query("query=up&time=5", reader).time()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void givesAQueryNoMoreTimeThanTheGatewayHas() {
        ReadContext reader = reader(Environment.PROD, Map.of(Environment.PROD, "one"));
        assertThat(query("query=up&timeout=1h", reader).options().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(query("query=up&timeout=5", reader).options().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void asksForStatisticsToCountBy() {
        ReadContext reader = reader(Environment.PROD, Map.of(Environment.PROD, "one"));
        assertThat(query("query=up", reader).options().stats()).isEqualTo("true");
        assertThat(query("query=up&stats=all", reader).options().stats()).isEqualTo("all");
    }

    @Test
    void refusesWhatTheTenantsEngineDoesNotKnow() {
        ReadContext reader = reader(Environment.PROD, Map.of(Environment.PROD, "one"));
        assertThatThrownBy(() -> query("query=sort_by_label(up,%22a%22)", reader))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("query.outside-dialect");
    }
}
