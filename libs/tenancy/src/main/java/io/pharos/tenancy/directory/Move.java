package io.pharos.tenancy.directory;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Instant;

/**
 * An environment on its way to another engine: what its present one has acknowledged is written to the other one too.
 *
 * @param to the other engine's id
 * @param since when the second copy began
 * @param hours how many whole hours must hold as many samples on both sides before the other one may take over
 */
public record Move(String to, Instant since, int hours) {
    public Move {
        Given.all("move", to, since);
        if (hours < 1) {
            throw Problem.of(Kind.MALFORMED, "directory.malformed-move", "A move is compared over one hour at least.");
        }
    }
}
