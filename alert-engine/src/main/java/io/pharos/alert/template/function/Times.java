package io.pharos.alert.template.function;

import io.pharos.alert.template.value.Value;
import io.pharos.alert.template.value.ValueText;
import io.pharos.model.PrometheusDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Functions of time; moments are in UTC. */
final class Times {
    private static final double LARGEST = 9e9;

    private Times() {}

    static Map<String, TemplateFunction> functions() {
        return Map.of(
                "now",
                        TemplateFunction.of(
                                0, (_, around) -> new Value.Decimal(around.now().toEpochMilli() / 1000.0)),
                "toTime", TemplateFunction.of(1, (args, _) -> new Value.Moment(time(args))),
                "toDuration", TemplateFunction.of(1, (args, _) -> new Value.Span(duration(args))),
                "humanizeTimestamp", TemplateFunction.of(1, (args, _) -> new Value.Text(timestamp(args))),
                "parseDuration",
                        TemplateFunction.of(
                                1, (args, _) -> new Value.Decimal(parsed(args).toMillis() / 1000.0)),
                "parseDurationTime", TemplateFunction.of(1, (args, _) -> new Value.Span(parsed(args))),
                "formatTime", TemplateFunction.of(2, (args, _) -> new Value.Text(formatted(args))));
    }

    private static String timestamp(Arguments args) {
        double seconds = args.number(0);
        return Double.isFinite(seconds) ? ValueText.time(time(args)) : Humanized.digits(seconds);
    }

    private static Instant time(Arguments args) {
        double seconds = finite(args, 1e11);
        return Instant.ofEpochMilli((long) Math.floor(seconds * 1000));
    }

    private static Duration duration(Arguments args) {
        return Duration.ofNanos((long) (finite(args, LARGEST) * 1e9));
    }

    private static double finite(Arguments args, double largest) {
        double seconds = args.number(0);
        if (Double.isFinite(seconds) && Math.abs(seconds) < largest) {
            return seconds;
        }
        throw args.fail(Humanized.digits(seconds) + " cannot be represented as a time");
    }

    private static Duration parsed(Arguments args) {
        String text = args.text(0);
        boolean negative = text.startsWith("-");
        Duration size = PrometheusDuration.parse(negative ? text.substring(1) : text)
                .orElseThrow(() -> args.fail("not a valid duration string: \"" + text + "\""));
        return negative ? size.negated() : size;
    }

    private static String formatted(Arguments args) {
        Instant time = args.get(1) instanceof Value.Moment moment
                ? moment.value()
                : time(new Arguments(args.function(), args.values().subList(1, 2)));
        return TimeLayout.format(args.text(0), time);
    }
}
