package io.pharos.alert.deliver;

import io.pharos.alert.deliver.Message.Alert;
import io.pharos.alert.history.Delivery.Outcome;
import io.pharos.alert.notify.Owner;
import io.pharos.alert.notify.Postable;
import io.pharos.alert.routing.Receiver;
import io.pharos.alert.routing.Routing;
import io.pharos.alert.routing.Routings;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.series.Labels;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the receivers of a tenant that has no Alertmanager: by its routes, without groups, silences and inhibition. */
@Singleton
public final class DirectDelivery {
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private record Key(Owner owner, String receiver) {}

    private final Map<Key, Told> told = new ConcurrentHashMap<>();
    private final Routings routings;
    private final Deliverer deliverer;
    private final Exemplars exemplars;
    private final Duration repeat;
    private final String externalUrl;
    private final Clock clock;

    DirectDelivery(
            Routings routings,
            Deliverer deliverer,
            Exemplars exemplars,
            DeliverConfig config,
            EvaluationConfig evaluation,
            Clock clock) {
        this.routings = routings;
        this.deliverer = deliverer;
        this.exemplars = exemplars;
        this.repeat = config.repeat();
        this.externalUrl = evaluation.externalUrl().toString();
        this.clock = clock;
    }

    /** Tells each receiver what is news to it; for one owner from one thread at a time. */
    public void deliver(Owner owner, List<Postable> alerts) {
        Optional<Routing> routing = routings.find(owner.tenant());
        if (routing.isEmpty()) {
            return;
        }
        Map<Receiver, List<Postable>> byReceiver = new LinkedHashMap<>();
        for (Postable alert : alerts) {
            Labels labels = alert.labels().withAll(owner.labels());
            routing.get()
                    .receivers(labels)
                    .forEach(receiver -> byReceiver
                            .computeIfAbsent(receiver, r -> new ArrayList<>())
                            .add(alert));
        }
        byReceiver.forEach((receiver, his) -> tell(owner, receiver, his));
    }

    private void tell(Owner owner, Receiver receiver, List<Postable> alerts) {
        Instant now = clock.instant();
        Told memory = told.computeIfAbsent(new Key(owner, receiver.name()), key -> new Told(repeat));
        List<Postable> news = alerts.stream()
                .filter(alert -> memory.isNews(alert.labels(), alert.isResolved(), now))
                .toList();
        alerts.forEach(alert -> memory.goesOn(alert.labels(), alert.endsAt()));
        if (!news.isEmpty()) {
            Message message = Message.of(receiver.name(), receiver.name(), externalUrl, messages(owner, news));
            List<Outcome> outcomes =
                    deliverer.deliver(owner.tenant(), owner.environment(), receiver, exemplars.addTo(owner, message));
            if (outcomes.stream().allMatch(Outcome::delivered)) {
                news.forEach(alert -> memory.remember(alert.labels(), alert.isResolved(), alert.endsAt(), now));
            }
        }
        memory.forget(now.minus(MEMORY));
    }

    private static List<Alert> messages(Owner owner, List<Postable> alerts) {
        return alerts.stream()
                .map(alert -> new Alert(
                        alert.isResolved() ? Message.RESOLVED : Message.FIRING,
                        alert.labels().withAll(owner.labels()).asMap(),
                        alert.annotations(),
                        alert.startsAt(),
                        alert.endsAt(),
                        alert.source(),
                        null,
                        null))
                .toList();
    }
}
