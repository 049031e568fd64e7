package io.pharos.router.residency;

import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveComparison.Hour;
import io.pharos.tenancy.directory.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the other engine of a move may take over: both sides hold the same of as many whole hours as asked for. */
sealed interface Readiness {
    /** It may. */
    enum Ready implements Readiness {
        READY
    }

    /** It may not, for this reason. */
    record NotYet(String reason) implements Readiness {}

    Duration FRESH = Duration.ofMinutes(5);

    static Readiness of(Move move, Optional<MoveComparison> last, Instant now) {
        if (last.isEmpty() || !last.get().since().equals(move.since())) {
            return new NotYet("the two sides were not compared yet");
        }
        MoveComparison comparison = last.get();
        if (comparison.comparedAt().isBefore(now.minus(FRESH))) {
            return new NotYet("the last comparison is of " + comparison.comparedAt());
        }
        if (!comparison.trouble().isEmpty()) {
            return new NotYet("the two sides could not be compared: " + comparison.trouble());
        }
        Optional<Hour> unequal =
                comparison.hours().stream().filter(hour -> !hour.isEqual()).findFirst();
        if (unequal.isPresent()) {
            return new NotYet("of the hour from " + unequal.get().from() + " the present engine holds "
                    + unequal.get().there() + " samples and the other one "
                    + unequal.get().here());
        }
        int hours = comparison.hours().size();
        return hours < move.hours()
                ? new NotYet(hours + " of " + move.hours() + " whole hours have passed and are equal")
                : Ready.READY;
    }
}
