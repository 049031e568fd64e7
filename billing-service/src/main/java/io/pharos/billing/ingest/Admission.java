package io.pharos.billing.ingest;

import io.pharos.billing.ingest.Verdict.Reason;
import io.pharos.billing.meter.Measure;
import io.pharos.billing.meter.MeterCatalogue;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which events of a batch count, by what is known of meters and by how late or early they may be. Ids are held
 * to a day more on both sides than times, since a spool may tell late what it counted in time.
 */
final class Admission {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final MeterCatalogue meters;
    private final Duration late;
    private final Duration early;
    /** A batch has few resources and many events of each. */
    private final Map<Resource, List<MeterDefinition>> known = new HashMap<>();

    Admission(MeterCatalogue meters, Duration late, Duration early) {
        this.meters = meters;
        this.late = late;
        this.early = early;
    }

    private record Resource(TenantId tenant, String type) {}

    Verdict decide(ReceivedEvent event, Instant now) {
        return aside(event, now).<Verdict>map(Verdict.Aside::new).orElse(Verdict.Counts.COUNTS);
    }

    private Optional<Reason> aside(ReceivedEvent event, Instant now) {
        if (event.time().isAfter(now.plus(early))) {
            return Optional.of(Reason.FROM_THE_FUTURE);
        }
        if (event.time().isBefore(now.minus(late))) {
            return Optional.of(Reason.TOO_LATE);
        }
        if (EventIdentity.madeAt(event.id())
                .filter(made -> outOfRange(made, now))
                .isPresent()) {
            return Optional.of(Reason.ID_OUT_OF_RANGE);
        }
        return byMeters(event);
    }

    private boolean outOfRange(Instant made, Instant now) {
        return made.isBefore(now.minus(late).minus(MARGIN)) || made.isAfter(now.plus(MARGIN));
    }

    private Optional<Reason> byMeters(ReceivedEvent event) {
        List<MeterDefinition> listening = known.computeIfAbsent(
                new Resource(event.tenant(), event.resourceType()), r -> meters.listening(r.tenant(), r.type()));
        if (listening.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_METER);
        }
        boolean readable = listening.stream().allMatch(meter -> readable(meter, event));
        return readable ? Optional.empty() : Optional.of(Reason.UNREADABLE_MEASURE);
    }

    private static boolean readable(MeterDefinition meter, ReceivedEvent event) {
        return meter.measure()
                .map(measure -> switch (measure) {
                    case Measure.Quantity _ -> true;
                    case Measure.Property p ->
                        MeterDefinition.isColumn(p.name())
                                || MeterDefinition.isNumber(event.properties().get(p.name()));
                })
                .orElse(true);
    }
}
