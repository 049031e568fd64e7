package io.pharos.alert.deliver;

import io.pharos.alert.deliver.Message.Alert;
import java.util.List;
import java.util.Locale;

/** A notification as a person reads it, in the little of Markdown that all chats understand; never longer than asked for. */
final class ChatText {
    private static final int MOST_ALERTS = 20;

    private ChatText() {}

    /** One line: what, how many, whose. */
    static String title(Message message) {
        String name = message.commonLabels()
                .getOrDefault("alertname", message.alerts().size() + " alerts");
        String severity = message.commonLabels().getOrDefault("severity", "");
        return oneLine("[" + message.status().toUpperCase(Locale.ROOT) + ":"
                + message.alerts().size() + "] " + name + (severity.isEmpty() ? "" : " (" + severity + ")"));
    }

    /** The alerts, each with its summary, labels, start and links; cut at {@code most} characters. */
    static String body(Message message, int most) {
        StringBuilder text = new StringBuilder();
        List<Alert> alerts = message.alerts();
        for (Alert alert : alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()))) {
            add(text, alert);
        }
        if (alerts.size() > MOST_ALERTS) {
            text.append("… and ").append(alerts.size() - MOST_ALERTS).append(" more\n");
        }
        return text.length() <= most ? text.toString() : text.substring(0, most - 1) + "…";
    }

    private static void add(StringBuilder text, Alert alert) {
        String headline =
                alert.annotations().getOrDefault("summary", alert.labels().getOrDefault("alertname", "alert"));
        text.append("**").append(oneLine(headline)).append("**\n");
        line(text, alert.annotations().getOrDefault("description", ""));
        StringBuilder labels = new StringBuilder();
        alert.labels()
                .forEach((name, value) ->
                        labels.append(name).append('=').append(value).append(' '));
        line(text, labels.toString().strip());
        line(text, alert.isResolved() ? "ended " + alert.endsAt() : "since " + alert.startsAt());
        line(text, alert.annotations().getOrDefault("runbook_url", ""));
        line(text, alert.traceId() == null ? "" : "trace " + alert.traceId());
        text.append('\n');
    }

    private static void line(StringBuilder text, String line) {
        if (!line.isBlank()) {
            text.append("> ").append(oneLine(line)).append('\n');
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
