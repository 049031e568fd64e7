package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.quota.Quota;
import io.pharos.gateway.quota.Verdict;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import java.util.Map;

/** A quota's verdict as a client sees it: the {@code X-RateLimit-*} headers, and the refusal. */
final class QuotaHeaders {
    private static final Duration SOON = Duration.ofSeconds(1);

    private QuotaHeaders() {}

    static Map<String, String> of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted granted -> headers(granted.tightest(), granted.remaining(), granted.reset());
            case Verdict.Exhausted exhausted -> headers(exhausted.quota(), 0, exhausted.pause());
            case Verdict.Unlimited u -> Map.of();
            case Verdict.Uncounted u -> Map.of();
        };
    }

    /** The verdict again where it lets the request go on. */
    static Verdict orRefuse(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Granted granted -> granted;
            case Verdict.Unlimited unlimited -> unlimited;
            case Verdict.Exhausted exhausted ->
                throw Problem.of(
                                Kind.RATE_LIMITED,
                                "quota.exhausted",
                                "more than " + exhausted.quota().perSecond() + " requests of this "
                                        + exhausted.quota().key().whose()
                                        + " in a second: wait as Retry-After says")
                        .retryAfter(exhausted.pause());
            case Verdict.Uncounted uncounted ->
                throw Problem.of(
                                Kind.UNAVAILABLE,
                                "quota.uncounted",
                                "requests cannot be counted now, and your role is not served uncounted: try again"
                                        + " later")
                        .retryAfter(SOON);
        };
    }

    private static Map<String, String> headers(Quota quota, int remaining, Duration reset) {
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(quota.perSecond()),
                "X-RateLimit-Remaining", Integer.toString(remaining),
                "X-RateLimit-Reset", Answer.seconds(reset));
    }
}
