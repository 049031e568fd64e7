package io.pharos.tsdb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Alerting;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final long ROOMY = 1 << 26;

    @Test
    void anEmptyRequestMakesAnEmptyBatch() {
        Prepared prepared = codec(new ByteBudget(ROOMY)).prepare(route("prometheus-2.42"), packed(0), WriteVersion.V1);
        assertThat(((Prepared.Ready) prepared).batch().counts().isEmpty()).isTrue();
    }

    @Test
    void refusesForGoodWhatThisProcessCanNeverUnpack() {
        Prepared prepared =
                codec(new ByteBudget(50_000)).prepare(route("prometheus-2.42"), packed(10_001), WriteVersion.V1);
        assertThat(((Prepared.Unreadable) prepared).reason()).contains("limit max_body_bytes of 10000");
    }

    @Test
    void asksToComeAgainWhileOthersHoldTheMemory() {
        ByteBudget memory = new ByteBudget(60_000);
        assertThat(memory.tryHold(20_000)).isTrue();
        Codec codec = codec(memory);
        Problem problem = catchThrowableOfType(
                Problem.class, () -> codec.prepare(route("prometheus-2.42"), packed(10_000), WriteVersion.V1));
        assertThat(problem.code()).isEqualTo("write.overloaded");
        memory.release(20_000);
        assertThat(codec.prepare(route("prometheus-2.42"), packed(10_000), WriteVersion.V1))
                .isInstanceOf(Prepared.Unreadable.class);
        assertThat(memory.held()).isZero();
    }

    @Test
    void theEnginesDialectSaysWhichNamesItCanStore() {
        assertThat(RouteRules.of(route("prometheus-2.42"), CardGuard.REFUSE).names())
                .isEqualTo(Names.LEGACY);
        assertThat(RouteRules.of(route("mimir"), CardGuard.REFUSE).names()).isEqualTo(Names.LEGACY);
        assertThat(RouteRules.of(route("prometheus-3"), CardGuard.REFUSE).names())
                .isEqualTo(Names.UTF8);
        assertThat(RouteRules.of(route("victoriametrics"), CardGuard.REFUSE).names())
                .isEqualTo(Names.UTF8);
    }

    @Test
    void theTenantsChoiceSaysWhatBecomesOfItsOwnTenantLabel() {
        assertThat(RouteRules.of(route("mimir"), CardGuard.REFUSE).conflict()).isEqualTo(Conflict.RENAME);
    }

    private static Codec codec(ByteBudget memory) {
        return new Codec(memory, Held.gates());
    }

    /** That many zero bytes: nothing, or not a request. */
    private static Payload packed(int size) {
        Scratch zeros = new Scratch();
        zeros.room(size);
        zeros.length(size);
        return Payload.remoteWrite1(new SnappyBlock().pack(zeros, new Scratch()));
    }

    private static EngineRoute route(String dialect) {
        Engine engine = new Engine(
                "shared",
                EngineKind.PROMETHEUS,
                Dialect.parse(dialect).orElseThrow(),
                "http://127.0.0.1:1/api/v1/write",
                "http://127.0.0.1:1",
                null,
                Map.of(),
                null);
        Tenant tenant = new Tenant(
                new TenantId("acme"),
                "acme",
                Plan.FREE,
                Status.ACTIVE,
                Isolation.SHARED,
                Residency.ANYWHERE,
                Map.of(Environment.PROD, "shared"),
                Limits.DEFAULT,
                LabelConflict.RENAME,
                Alerting.SHARED,
                1);
        return new EngineRoute(tenant, Environment.PROD, engine);
    }
}
