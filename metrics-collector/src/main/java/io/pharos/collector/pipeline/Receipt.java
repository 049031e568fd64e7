package io.pharos.collector.pipeline;

import io.pharos.model.Problem;
import io.pharos.tsdb.write.Written;
import java.util.Optional;

/** What became of a write: how much is stored, and what to tell the sender about the rest, if there is any. */
public record Receipt(Written written, Optional<Problem> problem) {
    static Receipt nothing(Problem problem) {
        return new Receipt(Written.NOTHING, Optional.of(problem));
    }
}
