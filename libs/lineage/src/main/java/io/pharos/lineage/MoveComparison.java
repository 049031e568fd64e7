package io.pharos.lineage;

import java.time.Instant;
import java.util.List;

/**
 * How many samples both sides of a move hold of each whole hour since it began, newest hour last.
 *
 * @param since the beginning of the move that was compared
 * @param trouble why the comparison could not be made, or empty
 */
public record MoveComparison(String to, Instant since, Instant comparedAt, List<Hour> hours, String trouble) {
    /** One hour's samples at the engine that has the word, and at the one that is to take over. */
    public record Hour(Instant from, long there, long here) {
        public boolean isEqual() {
            return there == here;
        }
    }

    public MoveComparison {
        hours = List.copyOf(hours);
    }
}
