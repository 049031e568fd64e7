package io.pharos.collector.pipeline;

import io.pharos.model.Problem;
import io.pharos.tsdb.write.Written;
import io.pharos.wire.remotewrite.Rejections;
import java.util.Optional;

/**
 * What became of a write.
 *
 * @param written how much is stored
 * @param stored whether the engine has all that was not rejected here
 * @param rejections what was rejected here
 * @param anothers whether all of it is another replica's to store
 * @param problem what to tell the sender, if anything is not stored
 */
public record Receipt(
        Written written, boolean stored, Rejections rejections, boolean anothers, Optional<Problem> problem) {
    static Receipt nothing(Problem problem) {
        return new Receipt(Written.NOTHING, false, Rejections.NONE, false, Optional.of(problem));
    }
}
