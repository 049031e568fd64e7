package io.pharos.billing.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.ingest.Intake.Outcome;
import io.pharos.billing.meter.SuiteMeters;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Events that clients of tenants tell: their source is the client, they never feed the suite's own meters, and a
 * quantity below zero only takes back what the same client told before.
 */
@Singleton
final class ClientEvents {
    private final Intake intake;

    ClientEvents(Intake intake) {
        this.intake = intake;
    }

    /** What became of one event: stored, duplicate, conflict, quarantined or rejected, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Nullable String id, String status, @Nullable String reason) {
        static Result rejected(@Nullable String id, String reason) {
            return new Result(id, "rejected", reason);
        }

        static Result of(@Nullable String id, Outcome outcome) {
            String status = outcome.name().toLowerCase(Locale.ROOT);
            return new Result(id, status, reason(outcome));
        }

        private static @Nullable String reason(Outcome outcome) {
            return switch (outcome) {
                case STORED, DUPLICATE -> null;
                case CONFLICT -> "there is an event of this id that says something else; the first one counts";
                case QUARANTINED -> "not counted until somebody looks: see /api/v1/usage/quarantine";
            };
        }
    }

    List<Result> take(String clientId, List<EventReader.Item> items) {
        Result[] results = new Result[items.size()];
        List<ReceivedEvent> plain = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            EventReader.Item item = items.get(i);
            ReceivedEvent event = item.event() == null ? null : item.event().from("client:" + clientId);
            String fault = event == null ? item.fault() : fault(event);
            if (event == null || fault != null) {
                results[i] = Result.rejected(item.id(), fault == null ? "no event" : fault);
            } else if (event.corrects() == null) {
                plain.add(event);
                places.add(i);
            }
        }
        List<Outcome> outcomes = intake.take(plain);
        for (int i = 0; i < outcomes.size(); i++) {
            results[places.get(i)] = Result.of(plain.get(i).id(), outcomes.get(i));
        }
        correct(clientId, items, results);
        return List.of(results);
    }

    /** After the others, since a batch may correct what it tells itself. */
    private void correct(String clientId, List<EventReader.Item> items, @Nullable Result[] results) {
        for (int i = 0; i < results.length; i++) {
            ReceivedEvent event = items.get(i).event();
            if (results[i] == null && event != null) {
                results[i] = intake.takeCorrection(event.from("client:" + clientId))
                        .map(outcome -> Result.of(event.id(), outcome))
                        .orElse(Result.rejected(
                                event.id(), "it corrects no event of this client, or more than is left of it"));
            }
        }
    }

    private static @Nullable String fault(ReceivedEvent event) {
        if (SuiteMeters.owns(event.resourceType())) {
            return "the suite counts '" + event.resourceType() + "' itself";
        }
        if (event.quantity().signum() < 0 && event.corrects() == null) {
            return "a quantity below zero names in 'corrects' the event that it takes back";
        }
        return null;
    }
}
