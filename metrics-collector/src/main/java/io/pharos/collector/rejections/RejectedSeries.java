package io.pharos.collector.rejections;

import io.pharos.wire.remotewrite.Rejections.Rejection;
import java.time.Instant;

/**
 * One series that was not stored, or not all of it.
 *
 * @param at when
 * @param series its name and labels, cut; card numbers are left out
 * @param id a name of the reason that stays
 * @param reason what is wrong, with the limit, the tenant's figure and who can raise it where it is a limit
 * @param userId who sent it
 */
public record RejectedSeries(Instant at, String series, String id, String reason, String userId) {
    static RejectedSeries of(Rejection rejection, Instant at, String userId) {
        return new RejectedSeries(at, rejection.series(), rejection.fault().id(), rejection.reason(), userId);
    }
}
