package io.pharos.router.proxy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;

/** What is wrong with a service behind, in words for the client. */
final class UpstreamProblems {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private UpstreamProblems() {}

    static Problem resting(Backend backend) {
        return unavailable(
                "route.service-resting",
                "The service " + backend.service() + " did not answer lately and is left alone for a moment.",
                SOON);
    }

    static Problem unreachable(Backend backend) {
        return unavailable(
                "route.service-unreachable", "The service " + backend.service() + " cannot be reached.", SOON);
    }

    static Problem busy(Backend backend) {
        return unavailable(
                "route.service-busy", "All connections to the service " + backend.service() + " are in use.", SOON);
    }

    static Problem broke(Backend backend) {
        return unavailable(
                "route.service-broke-off", "The service " + backend.service() + " broke off before it answered.", SOON);
    }

    /** On writes 503 too: senders retry on it for certain. */
    static Problem late(Backend backend, Route route) {
        String detail = "The service " + backend.service() + " did not answer within " + route.deadline() + ".";
        Kind kind = route.ingest() ? Kind.UNAVAILABLE : Kind.UPSTREAM_TIMEOUT;
        return Problem.of(kind, "route.service-late", detail).retryAfter(LATER);
    }

    /** Not a 4xx: a sender on a slow line would drop what it has. */
    static Problem slowBody(Route route) {
        return unavailable("route.body-too-slow", "The body did not arrive within " + route.deadline() + ".", LATER);
    }

    private static Problem unavailable(String code, String fault, Duration retry) {
        return Problem.of(Kind.UNAVAILABLE, code, fault + " Send the request again.")
                .retryAfter(retry);
    }
}
