package io.pharos.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.testing.MovableClock;
import io.pharos.tenancy.testing.Refusals;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantGateTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final CachedTenantDirectory directory = new CachedTenantDirectory(clock);
    private final TenantGate gate = new TenantGate(directory, new WordVerifier(), Duration.ofSeconds(60));

    @Test
    void letsATenantsOwnCallerIn() {
        directory.accept(Tenants.snapshot());
        TenantContext context = gate.admit(request("acme", "staging", "Bearer acme"), Scope.METRICS_READ);
        assertThat(context.tenant()).isEqualTo(Tenants.ACME);
        assertThat(context.environment()).isEqualTo(new Environment("staging"));
        assertThat(gate.admit(request("acme", null, "bearer   acme"), Scope.METRICS_READ)
                        .environment())
                .isEqualTo(Environment.PROD);
    }

    @Test
    void refusesInTheOrderOfTheContract() {
        assertThat(refusal(request("ACME", null, null))).isEqualTo("400 tenant.malformed-id");
        assertThat(refusal(request(null, null, null))).isEqualTo("400 tenant.missing");
        assertThat(refusal(request("acme", "No", null))).isEqualTo("400 tenant.malformed-environment");
        assertThat(refusal(request("acme", null, null))).isEqualTo("401 token.missing");
        assertThat(refusal(request("acme", null, "Basic YTpi"))).isEqualTo("401 token.missing");
        assertThat(refusal(request("acme", null, "Bearer bad"))).isEqualTo("401 token.malformed");
        assertThat(refusal(request("acme", null, "Bearer initech"))).isEqualTo("403 token.foreign-tenant");
        assertThat(refusal(request("acme", null, "Bearer platform"))).isEqualTo("403 token.foreign-tenant");
        assertThat(refusal(request("acme", null, "Bearer suite"))).isEqualTo("403 token.foreign-tenant");
        assertThat(refusal(request("acme", null, "Bearer acme"))).isEqualTo("503 directory.not-loaded");
        directory.accept(Tenants.snapshot());
        assertThat(refusal(request("nobody", null, "Bearer nobody"))).isEqualTo("404 tenant.not-found");
        assertThat(refusal(request("hooli", null, "Bearer hooli"))).isEqualTo("402 tenant.suspended");
        assertThat(refusal(request("acme", null, "Bearer acme"))).isEqualTo("none");
    }

    @Test
    void aUsedUpCapClosesItsScopeAndNoOther() {
        directory.accept(capped(Scope.METRICS_READ));
        assertThat(refusal(request("acme", null, "Bearer acme"))).isEqualTo("429 tenant.cap-used-up");
        directory.accept(capped(Scope.METRICS_WRITE));
        assertThat(refusal(request("acme", null, "Bearer acme"))).isEqualTo("none");
    }

    @Test
    void oneHeaderOneTenantOneToken() {
        assertThat(refusal(EdgeRequest.of(List.of("acme", "acme"), List.of(), List.of("Bearer acme"))))
                .isEqualTo("400 tenant.named-twice");
        assertThat(refusal(EdgeRequest.of(List.of("acme,initech"), List.of(), List.of("Bearer acme"))))
                .isEqualTo("400 tenant.malformed-id");
        assertThat(refusal(EdgeRequest.of(List.of("acme"), List.of("prod", "prod"), List.of("Bearer acme"))))
                .isEqualTo("400 tenant.environment-named-twice");
        assertThat(refusal(EdgeRequest.of(List.of("acme"), List.of(), List.of("Bearer acme", "Bearer initech"))))
                .isEqualTo("400 token.authorization-twice");
    }

    @Test
    void headerAndPathMayNotDisagree() {
        directory.accept(Tenants.snapshot());
        List<String> bearer = List.of("Bearer acme");
        assertThat(refusal(new EdgeRequest(List.of("acme"), List.of(), bearer, "initech")))
                .isEqualTo("400 tenant.conflict");
        assertThat(refusal(new EdgeRequest(List.of("acme"), List.of(), bearer, "acme")))
                .isEqualTo("none");
        assertThat(refusal(new EdgeRequest(List.of(), List.of(), bearer, "acme")))
                .isEqualTo("none");
    }

    @Test
    void everyIsolationHoldsBothWays() {
        directory.accept(Tenants.snapshot());
        assertThat(refusal(request("acme", null, "Bearer initech"))).isEqualTo("403 token.foreign-tenant");
        assertThat(refusal(request("initech", null, "Bearer acme"))).isEqualTo("403 token.foreign-tenant");
    }

    @Test
    void dataGoesOnWithAnOldDirectoryAndAdministrationDoesNot() {
        directory.accept(Tenants.snapshot());
        clock.advance(Duration.ofSeconds(60));
        assertThat(administration()).containsOnly("none");
        clock.advance(Duration.ofSeconds(1));
        assertThat(administration()).containsOnly("503 directory.stale");
        assertThat(refusal(request("acme", null, "Bearer acme"))).isEqualTo("none");
        directory.confirm();
        assertThat(administration()).containsOnly("none");
    }

    @Test
    void everyScopeIsForOneKindOfCaller() {
        directory.accept(Tenants.snapshot());
        assertThat(refusal("Bearer platform", new Access.OfSuite())).isEqualTo("403 token.missing-scope");
        assertThat(refusal("Bearer suite", new Access.OfPlatform())).isEqualTo("403 token.missing-scope");
        assertThat(refusal("Bearer acme", new Access.OfPlatform())).isEqualTo("403 token.missing-scope");
        assertThat(refusal("Bearer suite", new Access.OfSuite())).isEqualTo("none");
        assertThat(refusal("Bearer acme", Access.to(Scope.BILLING_READ, false))).isEqualTo("403 token.missing-scope");
    }

    private static DirectorySnapshot capped(Scope scope) {
        DirectorySnapshot usual = Tenants.snapshot();
        return new DirectorySnapshot(
                usual.revision() + scope.ordinal() + 1,
                usual.asOf(),
                List.of(Tenants.capped(Tenants.ACME, scope, "shared")),
                usual.engines(),
                usual.revocations());
    }

    private List<String> administration() {
        return List.of(
                refusal("Bearer platform", new Access.OfPlatform()),
                refusal("Bearer acme", Access.to(Scope.METRICS_READ, true)));
    }

    private String refusal(String authorization, Access access) {
        EdgeRequest request = request("acme", null, authorization);
        return Refusals.of(
                () -> gate.admitAsync(request, access).toCompletableFuture().join());
    }

    private String refusal(EdgeRequest request) {
        String sync = Refusals.of(() -> gate.admit(request, Scope.METRICS_READ));
        String async = Refusals.of(() -> gate.admitAsync(request, Scope.METRICS_READ)
                .toCompletableFuture()
                .join());
        assertThat(async).isEqualTo(sync);
        return sync;
    }

    private static EdgeRequest request(
            @Nullable String tenant, @Nullable String environment, @Nullable String authorization) {
        return EdgeRequest.of(values(tenant), values(environment), values(authorization));
    }

    private static List<String> values(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    /** Takes a word for a token: a tenant's name is its admin, {@code platform} and {@code suite} are what they say. */
    private record WordVerifier() implements TokenVerifier {
        @Override
        public Caller verify(String word) {
            Instant at = Instant.EPOCH;
            return switch (word) {
                case "platform" -> new Caller.PlatformCaller(word, Set.of(Scope.PLATFORM), word, word, at, at);
                case "suite" -> new Caller.ServiceCaller(word, Set.of(Scope.INTERNAL), word, word, at, at);
                case "bad" -> throw Problem.of(Kind.UNAUTHENTICATED, "token.malformed", "bad");
                default ->
                    new Caller.TenantCaller(
                            word, new TenantId(word), Role.ADMIN, Set.of(Scope.METRICS_READ), word, word, at, at);
            };
        }

        @Override
        public CompletionStage<Caller> verifyAsync(String word) {
            try {
                return CompletableFuture.completedFuture(verify(word));
            } catch (Problem refusal) {
                return CompletableFuture.failedFuture(refusal);
            }
        }
    }
}
