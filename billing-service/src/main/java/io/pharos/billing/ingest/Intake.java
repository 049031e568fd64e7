package io.pharos.billing.ingest;

import io.pharos.billing.ingest.EventStore.Keyed;
import io.pharos.billing.ingest.Verdict.Reason;
import io.pharos.billing.meter.Meters;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    private final QuarantineStore quarantine;
    private final Meters meters;
    private final IngestConfig config;
    private final IngestMetrics metrics;
    private final Clock clock;

    Intake(
            Database database,
            EventStore events,
            QuarantineStore quarantine,
            Meters meters,
            IngestConfig config,
            IngestMetrics metrics,
            Clock clock) {
        this.database = database.within(DEADLINE);
        this.events = events;
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

    /** Takes events and what is none; the answer has an outcome for each event, in order. */
    List<Outcome> take(List<ReceivedEvent> received, List<Unreadable> unreadable) {
        Instant now = clock.instant();
        Admission admission = admission();
        List<Outcome> outcomes = database.transact(session -> {
            unreadable.forEach(u -> setAside(session, u, now));
            return takeWithin(session, received, admission, now);
        });
        metrics.count(outcomes, unreadable.size());
        return outcomes;
    }

    /** Takes a client's correction where what it corrects is the client's own and not used up; empty where it is not. */
    Optional<Outcome> takeCorrection(ReceivedEvent correction) {
        Instant now = clock.instant();
        Admission admission = admission();
        Optional<Outcome> outcome = database.transact(session -> {
            List<BigDecimal> left = events.leftToCorrect(session, correction);
            boolean within =
                    left.stream().anyMatch(q -> q.add(correction.quantity()).signum() >= 0);
            return within
                    ? takeWithin(session, List.of(correction), admission, now).stream()
                            .findFirst()
                    : Optional.empty();
        });
        metrics.count(outcome.stream().toList(), 0);
        return outcome;
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

    private List<Outcome> takeWithin(Session session, List<ReceivedEvent> received, Admission admission, Instant now) {
        List<Keyed> counting = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Outcome[] outcomes = new Outcome[received.size()];
        for (int i = 0; i < outcomes.length; i++) {
            Keyed keyed = Keyed.of(received.get(i));
            switch (admission.decide(keyed.event(), now)) {
                case Verdict.Counts _ -> {
                    counting.add(keyed);
                    places.add(i);
                }
                case Verdict.Aside aside -> {
                    setAside(session, keyed, aside.reason(), now);
                    outcomes[i] = Outcome.QUARANTINED;
                }
            }
        }
        List<Outcome> stored = store(session, counting, now);
        for (int i = 0; i < stored.size(); i++) {
            outcomes[places.get(i)] = stored.get(i);
        }
        return List.of(outcomes);
    }

    private List<Outcome> store(Session session, List<Keyed> batch, Instant now) {
        if (batch.isEmpty()) {
            return List.of();
        }
        Map<UUID, Keyed> first = new HashMap<>();
        batch.forEach(e -> first.putIfAbsent(e.key(), e));
        Map<UUID, Long> counting = events.add(session, ordered(first.values()), now);
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (Keyed event : batch) {
            Outcome outcome = outcome(event.identity(), counting);
            if (outcome == Outcome.CONFLICT) {
                events.addConflict(session, event, now);
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** By the digests of what counts; the first of its key counts from here on. */
    private static Outcome outcome(EventIdentity event, Map<UUID, Long> counting) {
        Long digest = counting.putIfAbsent(event.key(), event.digest());
        if (digest == null) {
            return Outcome.STORED;
        }
        return digest == event.digest() ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }

    private static List<Keyed> ordered(Collection<Keyed> events) {
        return events.stream().sorted(Comparator.comparing(Keyed::key)).toList();
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
