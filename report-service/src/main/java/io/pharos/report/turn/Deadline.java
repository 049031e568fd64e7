package io.pharos.report.turn;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;

/** When a piece of work has to be given up. */
public record Deadline(long endNanos, Duration allowed) {
    public static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    /** Goes on in time, and gives up beyond. */
    public void check() {
        if (isOver()) {
            throw passed(allowed);
        }
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }

    static Problem passed(Duration allowed) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "render.timed-out",
                        "The document was not ready within " + allowed.toSeconds()
                                + " s; make it smaller, or send it again when there is less to do.")
                .retryAfter(Duration.ofSeconds(5));
    }
}
