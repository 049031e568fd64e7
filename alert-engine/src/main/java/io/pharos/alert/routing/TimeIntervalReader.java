package io.pharos.alert.routing;

import io.pharos.alert.routing.TimeInterval.Clock;
import io.pharos.alert.routing.TimeInterval.Span;
import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code time_intervals} ({@code timeinterval.go} of Alertmanager), and refuses what it would refuse. */
final class TimeIntervalReader {
    private static final String WEEKDAY = "(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)";
    private static final String MONTH =
            "(?:january|february|march|april|may|june|july|august|september|october|november|december|[1-9]|1[0-2])";
    private static final Map<String, Pattern> RANGES = Map.of(
            "weekdays", range(WEEKDAY),
            "days_of_month", range("-?(?:[1-9]|[12][0-9]|3[01])"),
            "months", range(MONTH),
            "years", range("[0-9]{4}"));
    private static final Set<String> SPAN = Set.of("times", "weekdays", "days_of_month", "months", "years", "location");
    private static final Pattern CLOCK = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    private final Problems problems;
    private final RoutingFields parts;

    TimeIntervalReader(Problems problems) {
        this.problems = problems;
        this.parts = new RoutingFields(problems);
    }

    List<TimeInterval> read(List<YamlNode> nodes) {
        Set<String> names = new HashSet<>();
        List<TimeInterval> intervals = new ArrayList<>();
        for (YamlNode node : nodes) {
            Fields fields = Fields.of(node, Set.of("name", "time_intervals"), problems);
            if (fields.text("name").isEmpty() || !names.add(fields.text("name"))) {
                problems.at(node, "a time interval needs a name of its own");
            }
            intervals.add(new TimeInterval(
                    fields.text("name"),
                    fields.list("time_intervals").stream().map(this::span).toList()));
        }
        return intervals;
    }

    private Span span(YamlNode node) {
        Fields fields = Fields.of(node, SPAN, problems);
        Map<String, List<String>> ranges = new HashMap<>();
        RANGES.forEach((name, form) -> {
            if (fields.has(name)) {
                ranges.put(name, ranges(fields, name, form));
            }
        });
        return new Span(fields.list("times").stream().map(this::clock).toList(), ranges, location(fields));
    }

    private List<String> ranges(Fields fields, String name, Pattern form) {
        List<Scalar> texts = parts.texts(fields, name);
        texts.stream()
                .filter(text -> !fits(form, text.text()))
                .forEach(text -> problems.at(text, "field " + name + ": not a range: \"" + text.text() + "\""));
        return texts.stream().map(Scalar::text).toList();
    }

    /** One value, or two of which the first is not after the second, as far as numbers tell. */
    private static boolean fits(Pattern form, String text) {
        Matcher range = form.matcher(text);
        if (!range.matches()) {
            return false;
        }
        String end = range.group(2);
        if (end == null || !end.matches("-?[0-9]+") || !range.group(1).matches("-?[0-9]+")) {
            return end == null || isInOrder(range.group(1), end);
        }
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(end);
        return Integer.signum(from) == Integer.signum(to) ? from <= to : from > 0;
    }

    /** Names of days and months as they follow one another; a name beside a number is refused. */
    private static boolean isInOrder(String from, String to) {
        List<String> order = from.matches(WEEKDAY) ? words(WEEKDAY) : words(MONTH);
        return order.contains(from) && order.contains(to) && order.indexOf(from) <= order.indexOf(to);
    }

    private static List<String> words(String alternatives) {
        return List.of(alternatives.substring(3, alternatives.length() - 1).split("\\|"));
    }

    private Clock clock(YamlNode node) {
        Fields fields = Fields.of(node, Set.of("start_time", "end_time"), problems);
        Clock clock = new Clock(fields.text("start_time"), fields.text("end_time"));
        boolean good = CLOCK.matcher(clock.start()).matches()
                && CLOCK.matcher(clock.end()).matches()
                && clock.start().compareTo(clock.end()) < 0;
        if (!good) {
            problems.at(node, "start_time and end_time are HH:MM, and the start comes first");
        }
        return clock;
    }

    private String location(Fields fields) {
        String name = fields.text("location");
        try {
            return name.isEmpty() ? "" : ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            problems.at(fields.place("location"), "there is no time zone \"" + name + "\"");
            return "";
        }
    }

    private static Pattern range(String value) {
        return Pattern.compile("(" + value + ")(?:\\s*:\\s*(" + value + "))?");
    }
}
