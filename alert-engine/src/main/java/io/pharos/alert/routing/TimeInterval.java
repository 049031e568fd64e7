package io.pharos.alert.routing;

import java.util.List;
import java.util.Map;

/** Named times of a week or year, part by part as Alertmanager's {@code time_intervals} writes them. */
public record TimeInterval(String name, List<Span> spans) {
    /** One set of conditions, all of which hold; {@code fields} are lists of ranges by their name, such as {@code weekdays}. */
    public record Span(List<Clock> times, Map<String, List<String>> fields, String location) {
        public Span {
            times = List.copyOf(times);
            fields = Map.copyOf(fields);
        }
    }

    /** From a time of the day until before another, as {@code HH:MM}. */
    public record Clock(String start, String end) {}

    public TimeInterval {
        spans = List.copyOf(spans);
    }
}
