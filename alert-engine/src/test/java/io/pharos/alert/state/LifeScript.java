package io.pharos.alert.state;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.model.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays a case of {@code life.txt}, and tells in its words what happened. */
final class LifeScript {
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private RuleState state = RuleState.fresh();

    static String play(String script) {
        LifeScript life = new LifeScript();
        script.lines().forEach(line -> life.line(line.split(" ")));
        return String.join("\n", life.told).stripTrailing();
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "at" -> evaluate(words);
            case "restore" -> restore(words);
            default -> settings.put(words[0], words[1]);
        }
    }

    private AlertPolicy policy() {
        return new AlertPolicy(
                "test",
                setting("for", "0s"),
                setting("keep", "0s"),
                Integer.parseInt(settings.getOrDefault("limit", "0")),
                setting("interval", "1m"),
                setting("resend", "1m"),
                setting("offset", "0s"));
    }

    private Duration setting(String name, String otherwise) {
        return PrometheusDuration.parse(settings.getOrDefault(name, otherwise)).orElseThrow();
    }

    private void restore(String[] words) {
        List<StoredAlert> stored =
                Arrays.stream(words).skip(2).map(LifeScript::stored).toList();
        state = Restoration.standard().restore(policy(), stored, at(words[1]));
    }

    private static StoredAlert stored(String word) {
        String[] parts = word.split("[:,]");
        return new StoredAlert(labels(parts[0]), at(parts[2]), at(parts[3]), parts[1].equals("firing"));
    }

    private void evaluate(String[] words) {
        List<String> rest = Arrays.asList(words).subList(2, words.length);
        Observed observed = !rest.isEmpty() && rest.getFirst().equals("fail")
                ? new Observed.Failure(String.join(" ", rest.subList(1, rest.size())))
                : new Observed.Results(rest.stream().map(LifeScript::result).toList());
        Instant now = at(words[1]);
        Step step = new AlertMachine(policy()).decide(state, observed, now);
        state = step.state();
        told.add(words[1] + ": " + states() + "; " + sent(step) + "; " + outcome(step, now));
    }

    private static AlertResult result(String word) {
        String[] parts = word.split("=");
        double value = parts.length > 1 ? Double.parseDouble(parts[1]) : 1;
        return new AlertResult(labels(parts[0]), new TreeMap<>(), value);
    }

    private String states() {
        String states = state.alerts().all().stream()
                .map(alert -> name(alert.labels()) + ":" + phase(alert.phase()))
                .collect(Collectors.joining(" "));
        return states.isEmpty() ? "none" : states;
    }

    private static String phase(AlertPhase phase) {
        return switch (phase) {
            case AlertPhase.Pending _ -> "pending";
            case AlertPhase.Firing f -> f.missingSince() == null ? "firing" : "kept";
            case AlertPhase.Resolved _ -> "resolved";
        };
    }

    private static String sent(Step step) {
        String sent = step.notifications().stream().map(LifeScript::sent).collect(Collectors.joining(" "));
        return "sent " + (sent.isEmpty() ? "nothing" : sent);
    }

    private static String sent(Notification notification) {
        String what = notification.isResolved() ? "resolved" : "firing";
        return what + "(" + name(notification.alert().labels()) + "," + minute(notification.startsAt()) + ".."
                + minute(notification.endsAt()) + ")";
    }

    private String outcome(Step step, Instant now) {
        if (step.state().health() instanceof Health.Failed failed) {
            return "failed: " + failed.error();
        }
        return step.points().stream().map(point -> point(point, now)).collect(Collectors.joining(" "));
    }

    private static String point(Point point, Instant now) {
        String when = point.at().equals(now) ? "" : "@" + minute(point.at());
        String alert = name(point.labels());
        String series = point.labels().get("alertstate");
        String value = "";
        if (series.isEmpty()) {
            series = "for";
            value = point.isStale() ? "" : "," + (long) point.value();
        }
        return (point.isStale() ? "-" : "+") + series + "(" + alert + value + ")" + when;
    }

    private static Labels labels(String name) {
        return Labels.of(Map.of("alertname", "test", "name", name));
    }

    private static String name(Labels labels) {
        return labels.get("name");
    }

    private static Instant at(String time) {
        return Instant.EPOCH.plus(PrometheusDuration.parse(time).orElseThrow());
    }

    private static String minute(Instant at) {
        return at.getEpochSecond() / 60 + "m";
    }
}
