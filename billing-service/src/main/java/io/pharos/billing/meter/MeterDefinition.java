package io.pharos.billing.meter;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A meter with its name for people and the resource type whose events it listens to. Beside an event's own properties
 * a meter can filter, group and measure by what every event has: {@code service_id}, {@code user_id},
 * {@code duration_ms}.
 */
public record MeterDefinition(String name, String resourceType, Meter meter) {
    /** What every event has, under the names that properties would have. */
    static final Set<String> COLUMNS = Set.of("service_id", "user_id", "duration_ms");

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,18})?");
    private static final int LONGEST = 64;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PARTS = 8;

    public MeterDefinition {
        require(code(meter.code()), "A meter's code is words of a-z and 0-9 with hyphens, 64 characters at most.");
        require(!name.isBlank() && name.length() <= LONGEST_NAME, "A meter's name has 1 to 200 characters.");
        require(isResource(resourceType), "A resource type is a short lower-case word.");
        require(
                meter.filters().size() <= MOST_PARTS && meter.groupBy().size() <= MOST_PARTS,
                "A meter has at most 8 filters and groups by at most 8 properties.");
        require(
                properties(meter).allMatch(p -> PROPERTY.matcher(p).matches()),
                "A property's name is letters, digits and underscores.");
    }

    public String code() {
        return meter.code();
    }

    /** What it measures of each event; none where it counts events or values. */
    public Optional<Measure> measure() {
        return measure(meter.aggregation());
    }

    /** Whether a name is not an event's property but something that every event has. */
    public static boolean isColumn(String property) {
        return COLUMNS.contains(property);
    }

    /** Whether that is a resource type: up to 64 of a-z, 0-9, dot, underscore and hyphen, a letter first. */
    public static boolean isResource(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Whether a meter can measure that text. */
    public static boolean isNumber(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches();
    }

    private static Optional<Measure> measure(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Count _, Aggregation.UniqueCount _ -> Optional.empty();
            case Aggregation.Sum a -> Optional.of(a.measure());
            case Aggregation.Max a -> Optional.of(a.measure());
            case Aggregation.Min a -> Optional.of(a.measure());
            case Aggregation.Mean a -> Optional.of(a.measure());
            case Aggregation.Latest a -> Optional.of(a.measure());
            case Aggregation.TimeWeightedSum a -> Optional.of(a.change());
            case Aggregation.Percentile a -> Optional.of(a.measure());
        };
    }

    private static Stream<String> properties(Meter meter) {
        Stream<String> measured = measure(meter.aggregation()).stream()
                .flatMap(m -> m instanceof Measure.Property p ? Stream.of(p.name()) : Stream.empty());
        Stream<String> counted =
                meter.aggregation() instanceof Aggregation.UniqueCount u ? Stream.of(u.property()) : Stream.empty();
        Stream<String> filtered = meter.filters().stream().map(Filter::property);
        return Stream.of(measured, counted, filtered, meter.groupBy().stream()).flatMap(all -> all);
    }

    private static boolean code(String code) {
        return code.length() <= LONGEST && CODE.matcher(code).matches();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(Kind.MALFORMED, "meter.malformed", otherwise);
        }
    }
}
