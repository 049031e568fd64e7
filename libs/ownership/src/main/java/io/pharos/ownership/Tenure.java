package io.pharos.ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a replica knows of its shares and how fresh that is. A replica that was paused past its lease knows nothing until
 * it has asked again; one that asked in vain keeps what it has, since nobody can take it without the database.
 *
 * @param epochs the shares that it has, with the epoch in which it took each
 * @param confirmed when the database last said so
 * @param refused when the database last did not answer
 */
record Tenure(Map<Integer, Long> epochs, Instant confirmed, Instant refused) {
    static final Tenure NONE = new Tenure(Map.of(), Instant.EPOCH, Instant.EPOCH);

    Tenure {
        epochs = Map.copyOf(epochs);
    }

    Tenure confirmed(Map<Integer, Long> now, Instant at) {
        return new Tenure(now, at, refused);
    }

    Tenure refused(Instant at) {
        return new Tenure(epochs, confirmed, at);
    }

    /** The epoch of a share that this replica may act for now. */
    Optional<Long> epoch(int share, Instant now, Duration lease) {
        return knows(now, lease) ? Optional.ofNullable(epochs.get(share)) : Optional.empty();
    }

    private boolean knows(Instant now, Duration lease) {
        return now.isBefore(confirmed.plus(lease)) || (refused.isAfter(confirmed) && now.isBefore(refused.plus(lease)));
    }
}
