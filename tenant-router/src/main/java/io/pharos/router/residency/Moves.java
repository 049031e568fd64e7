package io.pharos.router.residency;

import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveGap;
import io.pharos.lineage.MoveStore;
import io.pharos.lineage.RedisAway;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.directory.Tenants;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins, shows, gives up and ends moves of environments between engines. */
@Singleton
class Moves {
    private final Tenants tenants;
    private final MoveStore store;
    private final Clock clock;

    Moves(Tenants tenants, MoveStore store, Clock clock) {
        this.tenants = tenants;
        this.store = store;
        this.clock = clock;
    }

    /** How a move stands: what waits at which process, and what the last comparison found. */
    record Standing(
            Environment environment,
            String from,
            Move move,
            Optional<MoveComparison> comparison,
            Map<String, MoveGap> gaps,
            Readiness readiness) {}

    List<Standing> of(TenantId tenant) {
        Tenant known = tenants.byId(tenant);
        return known.residency().moves().entrySet().stream()
                .map(move -> standing(known, move.getKey(), move.getValue()))
                .toList();
    }

    private Standing standing(Tenant tenant, Environment environment, Move move) {
        Optional<MoveComparison> comparison = asked(() -> store.comparison(tenant.id(), environment, move.to()));
        Map<String, MoveGap> gaps = asked(() -> store.gaps(tenant.id(), environment, move.to()));
        Readiness readiness = Readiness.of(move, comparison, clock.instant());
        String from = tenant.engineOf(environment).orElseThrow();
        return new Standing(environment, from, move, comparison, gaps, readiness);
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RedisAway away) {
            throw Problem.of(Kind.UNAVAILABLE, "moves.unknown", "How moves stand cannot be read now; try again later.")
                    .retryAfter(Duration.ofSeconds(2));
        }
    }

    /** Begins the move; one to the same engine goes on. */
    Standing begin(
            Caller caller, TenantId tenant, Environment environment, @Nullable String ifMatch, String to, int hours) {
        Tenant changed = tenants.changeResidency(caller, tenant, ifMatch, before -> {
            Move now = before.moves().get(environment);
            Instant since = now != null && now.to().equals(to)
                    ? now.since()
                    : clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return with(before, environment, new Move(to, since, hours));
        });
        return standing(changed, environment, move(changed, environment));
    }

    void giveUp(Caller caller, TenantId tenant, Environment environment, @Nullable String ifMatch) {
        tenants.changeResidency(caller, tenant, ifMatch, before -> {
            if (!before.moves().containsKey(environment)) {
                throw notMoving();
            }
            return with(before, environment, null);
        });
    }

    /** The other engine takes over, where both sides hold the same. */
    Tenant end(Caller caller, Repetition.Asked asked, TenantId tenant, Environment environment) {
        return tenants.endMove(caller, asked, tenant, before -> {
            Move move = move(before, environment);
            return switch (standing(before, environment, move).readiness()) {
                case Readiness.Ready ready -> ended(before, environment, move);
                case Readiness.NotYet not ->
                    throw Problem.of(
                            Kind.CONFLICT,
                            "moves.unequal",
                            "The move is not at its end: " + not.reason() + ". Nothing was changed.");
            };
        });
    }

    private static Tenant ended(Tenant before, Environment environment, Move move) {
        Map<Environment, String> environments = new HashMap<>(before.environments());
        environments.put(environment, move.to());
        return new Tenant(
                before.id(),
                before.name(),
                before.plan(),
                before.status(),
                before.isolation(),
                with(before.residency(), environment, null),
                environments,
                before.limits(),
                before.labelConflict(),
                before.alerting(),
                before.traces(),
                before.version());
    }

    private static Residency with(Residency before, Environment environment, @Nullable Move move) {
        Map<Environment, Move> moves = new HashMap<>(before.moves());
        if (move == null) {
            moves.remove(environment);
        } else {
            moves.put(environment, move);
        }
        return before.moving(moves);
    }

    private static Move move(Tenant tenant, Environment environment) {
        Move move = tenant.residency().moves().get(environment);
        if (move == null) {
            throw notMoving();
        }
        return move;
    }

    private static Problem notMoving() {
        return Problem.of(Kind.NOT_FOUND, "moves.not-found", "That environment of the tenant is not moving.");
    }
}
