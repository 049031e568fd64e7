package io.pharos.tsdb.write;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an engine's answer to a write. A sender drops data on a 4xx, so only what is certainly the data's fault is
 * passed on as one: the engine refusing our credentials, path or format is our own misconfiguration, and temporary.
 */
final class EngineVerdict {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration MISCONFIGURED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LONGEST_REASON = 512;

    private EngineVerdict() {}

    /** An engine's answer; {@code told} is what it says it wrote, which only those do that read remote write 2.0. */
    record Answer(
            int status,
            @Nullable String retryAfter,
            @Nullable Written told,
            String body) {
        static Answer of(EngineReply reply, String body) {
            return new Answer(reply.status(), reply.header("Retry-After"), WrittenHeaders.read(reply::header), body);
        }
    }

    /** What the engine says, or empty where it does not read remote write 2.0, whatever it answered to it. */
    static Optional<WriteOutcome> of(WriteVersion sent, Answer answer) {
        boolean stored = answer.status() >= 200 && answer.status() < 300;
        boolean unread = answer.status() == 415 || stored && answer.told() == null;
        return sent == WriteVersion.V2 && unread ? Optional.empty() : Optional.of(of(answer));
    }

    private static WriteOutcome of(Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return WriteOutcome.Stored.STORED;
        }
        return switch (status) {
            case 400, 409, 413, 422 -> refused(answer);
            case 429 -> new WriteOutcome.Throttled(wait(answer.retryAfter()));
            default -> {
                if (status == 500 && cannotEver(answer.body())) {
                    yield refused(answer);
                }
                throw problem(status, answer.retryAfter());
            }
        };
    }

    private static WriteOutcome refused(Answer answer) {
        Written told = answer.told();
        return new WriteOutcome.Refused(oneLine(answer.body()), told == null ? Written.NOTHING : told);
    }

    /** An engine that throttles in the middle of a search: all of it is to be sent again, which harms nothing. */
    static Problem throttled(WriteOutcome.Throttled throttled) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "engine.throttled",
                        "The tenant's engine is over its own rate; send the same again.")
                .retryAfter(throttled.retryAfter());
    }

    private static Problem problem(int status, @Nullable String retryAfter) {
        if (status == 504) {
            return Problem.of(
                            Kind.UPSTREAM_TIMEOUT,
                            "engine.timeout",
                            "The tenant's engine did not answer in time; try again later.")
                    .retryAfter(wait(retryAfter));
        }
        if (status >= 500 || status == 408) {
            return Problem.of(
                            Kind.UNAVAILABLE,
                            "engine.failed",
                            "The tenant's engine answered " + status + "; try again later.")
                    .retryAfter(wait(retryAfter));
        }
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "engine.misconfigured",
                        "The tenant's engine answered " + status
                                + " to us; the operator has to correct its record in the directory. Nothing is lost"
                                + " meanwhile if you keep retrying.")
                .retryAfter(MISCONFIGURED);
    }

    /** Prometheus answers 500 to native histograms that are switched off: retrying would block the sender for ever. */
    private static boolean cannotEver(String body) {
        return body.toLowerCase(Locale.ROOT).contains("native histograms are disabled");
    }

    private static Duration wait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) {
            return SOON;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(retryAfter));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static String oneLine(String body) {
        String line = body.strip().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        if (line.isEmpty()) {
            return "it gave no reason";
        }
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
