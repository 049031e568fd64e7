package io.pharos.gateway.cache;

import io.pharos.gateway.cache.CacheVerdict.Bypass;
import io.pharos.gateway.cache.CacheVerdict.Reason;
import io.pharos.gateway.matrix.Steps;
import io.pharos.promql.analysis.Analysis;
import io.pharos.promql.analysis.TimeDependence;
import io.pharos.promql.analysis.Window;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.read.TenantRead;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides which queries may be answered from pieces. Pure. */
record CacheJudge(boolean enabled, Duration youngest) {
    /** The feature in a tenant's plan. */
    static final String FEATURE = "query.cache";

    /** {@code statistics} is whether the client asked for them. */
    CacheVerdict judge(EngineRoute route, TenantRead.Ranged range, boolean statistics, Instant now) {
        Reason reason = reason(route, range, statistics);
        if (reason != null) {
            return new Bypass(reason);
        }
        long step = range.step().toMillis();
        Steps steps = Steps.over(range.start().toEpochMilli(), range.end().toEpochMilli(), step);
        return new CacheVerdict.Keep(
                RangeKey.of(route, range, step), steps, now.minus(youngest).toEpochMilli());
    }

    private @Nullable Reason reason(EngineRoute route, TenantRead.Ranged range, boolean statistics) {
        if (!enabled || !route.tenant().plan().has(FEATURE)) {
            return Reason.NOT_IN_PLAN;
        }
        if (!stepByStep(route)) {
            return Reason.ENGINE;
        }
        if (statistics) {
            return Reason.STATISTICS;
        }
        return wholeMillis(range) ? ofTime(range) : Reason.STEPS;
    }

    /** VictoriaMetrics chooses steps and lookbacks by the window. */
    private static boolean stepByStep(EngineRoute route) {
        return switch (route.engine().dialect().family()) {
            case PROMETHEUS, MIMIR -> true;
            case VICTORIAMETRICS -> false;
        };
    }

    private static boolean wholeMillis(TenantRead.Ranged range) {
        return range.step().getNano() % 1_000_000 == 0
                && range.step().toMillis() > 0
                && !range.start().isBefore(Instant.EPOCH);
    }

    private static @Nullable Reason ofTime(TenantRead.Ranged range) {
        Window window = Window.over(range.start(), range.end(), range.step());
        Analysis analysis = Analysis.of(range.query().expr(), window);
        TimeDependence time = analysis.time();
        if (time.bounds()) {
            return Reason.WINDOW;
        }
        boolean later =
                analysis.span().map(span -> span.newest().isAfter(window.end())).orElse(false);
        return later || !time.stepsAreReusable() ? Reason.LATER_SAMPLES : null;
    }
}
