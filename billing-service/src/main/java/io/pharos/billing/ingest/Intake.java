package io.pharos.billing.ingest;

import io.pharos.billing.ingest.EventStore.Keyed;
import io.pharos.billing.ingest.Verdict.Reason;
import io.pharos.billing.meter.Meters;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Takes batches of events in, each batch in one transaction: what counts once, what repeats not again, what is odd set
 * aside. A batch that failed can be given again and again; it is taken in once.
 */
@Singleton
final class Intake {
    /** Longer than a request waits: a consumer would only begin anew. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Database database;
    private final EventStore events;
    private final EventCopy copy;
    private final QuarantineStore quarantine;
    private final Meters meters;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final Clock clock;

    Intake(
            Database database,
            EventStore events,
            EventCopy copy,
            QuarantineStore quarantine,
            Meters meters,
            IngestConfig config,
            IngestMetrics metrics,
            Clock clock) {
        this.database = database.within(DEADLINE);
        this.events = events;
        this.copy = copy;
        this.quarantine = quarantine;
        this.meters = meters;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What became of an event. */
    enum Outcome {
        STORED,
        /** It was there before, or twice in the batch. */
        DUPLICATE,
        /** It was there before and said something else: the first counts, and this one can be looked at. */
        CONFLICT,
        QUARANTINED
    }

    /** Something that is no event, and where it came from. */
    record Unreadable(String place, String tenant, String fault, String text) {}

    /** Takes events; the answer has an outcome for each, in order. */
    List<Outcome> take(List<ReceivedEvent> received) {
        Instant now = clock.instant();
        Judged judged = Judged.of(received, admission(), now);
        List<Outcome> outcomes = database.transact(session -> {
            judged.aside().forEach((event, reason) -> setAside(session, event, reason, now));
            return judged.outcomes(store(session, judged.counting(), now));
        });
        metrics.count(outcomes, 0);
        return outcomes;
    }

    /**
     * Takes many events, and what is none, by COPY. What is odd is set aside before, and what contradicts is kept after,
     * so that a failure anywhere leaves nothing that the same batch given again would not leave.
     */
    List<Outcome> takeMany(List<ReceivedEvent> received, List<Unreadable> unreadable) {
        Instant now = clock.instant();
        Judged judged = Judged.of(received, admission(), now);
        if (!judged.aside().isEmpty() || !unreadable.isEmpty()) {
            database.transact(session -> {
                unreadable.forEach(u -> setAside(session, u, now));
                judged.aside().forEach((event, reason) -> setAside(session, event, reason, now));
                return judged;
            });
        }
        List<Outcome> outcomes = judged.outcomes(copy(judged.counting(), now));
        metrics.count(outcomes, unreadable.size());
        return outcomes;
    }

    /** Takes a client's correction where what it corrects is the client's own and not used up; empty where it is not. */
    Optional<Outcome> takeCorrection(ReceivedEvent correction) {
        Instant now = clock.instant();
        Admission admission = admission();
        Optional<Outcome> outcome = database.transact(session -> events.corrected(session, correction)
                .filter(what -> what.left().add(correction.quantity()).signum() >= 0)
                .map(what -> takeOne(session, what.correction(), admission, now)));
        metrics.count(outcome.stream().toList(), 0);
        return outcome;
    }

    private Outcome takeOne(Session session, ReceivedEvent event, Admission admission, Instant now) {
        Judged judged = Judged.of(List.of(event), admission, now);
        judged.aside().forEach((odd, reason) -> setAside(session, odd, reason, now));
        return judged.outcomes(store(session, judged.counting(), now)).getFirst();
    }

    /** Takes events in the caller's transaction whatever their age, as somebody decided. */
    List<Outcome> takeDecided(Session session, List<ReceivedEvent> received) {
        Instant now = clock.instant();
        received.stream()
                .map(e -> e.time().atOffset(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .forEach(day -> events.makePartitions(session, day, day));
        return store(session, received.stream().map(Keyed::of).toList(), now);
    }

    /** What PostgreSQL refuses, set aside by itself. */
    void setAsideUnstorable(ReceivedEvent event) {
        Instant now = clock.instant();
        Keyed keyed = Keyed.of(event);
        database.transact(session -> setAside(session, keyed, Reason.UNSTORABLE, now));
    }

    private Admission admission() {
        return new Admission(meters.catalogue(), config.late(), config.early());
    }

    private List<Outcome> store(Session session, List<Keyed> batch, Instant now) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Outcome> outcomes = outcomes(batch, events.add(session, distinct(batch), now));
        conflicting(batch, outcomes).forEach(event -> events.addConflict(session, event, now));
        return outcomes;
    }

    private List<Outcome> copy(List<Keyed> batch, Instant now) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Outcome> outcomes = outcomes(batch, copy.add(distinct(batch), now));
        List<Keyed> conflicting = conflicting(batch, outcomes);
        if (!conflicting.isEmpty()) {
            database.transact(session -> {
                conflicting.forEach(event -> events.addConflict(session, event, now));
                return conflicting;
            });
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(List<Keyed> batch, Map<UUID, Long> before) {
        Map<UUID, Long> counting = new HashMap<>(before);
        return batch.stream().map(e -> outcome(e.identity(), counting)).toList();
    }

    private static List<Keyed> conflicting(List<Keyed> batch, List<Outcome> outcomes) {
        return IntStream.range(0, batch.size())
                .filter(i -> outcomes.get(i) == Outcome.CONFLICT)
                .mapToObj(batch::get)
                .toList();
    }

    /** By the digests of what counts; the first of its key counts from here on. */
    private static Outcome outcome(EventIdentity event, Map<UUID, Long> counting) {
        Long digest = counting.putIfAbsent(event.key(), event.digest());
        if (digest == null) {
            return Outcome.STORED;
        }
        return digest == event.digest() ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }

    /** The first of each key, in the order of the keys. */
    private static List<Keyed> distinct(List<Keyed> batch) {
        Map<UUID, Keyed> first = HashMap.newHashMap(batch.size());
        batch.forEach(e -> first.putIfAbsent(e.key(), e));
        return first.values().stream().sorted(Comparator.comparing(Keyed::key)).toList();
    }

    private boolean setAside(Session session, Keyed event, Reason reason, Instant now) {
        return quarantine.add(
                session,
                event.event().tenant().value(),
                event.key(),
                reason,
                event.event().document(),
                now);
    }

    private void setAside(Session session, Unreadable unreadable, Instant now) {
        Map<String, Object> event = Map.of("fault", unreadable.fault(), "received", unreadable.text());
        UUID key = EventIdentity.ofPlace(unreadable.place());
        quarantine.add(session, unreadable.tenant(), key, Reason.MALFORMED, event, now);
    }
}
