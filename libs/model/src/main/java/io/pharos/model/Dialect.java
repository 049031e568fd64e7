package io.pharos.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query language that a tenant's engine speaks: a family, and for Prometheus its version ({@code prometheus-2.42},
 * {@code prometheus-3}, {@code victoriametrics}, {@code mimir}). Other families have no version: 0.0.
 */
public record Dialect(Family family, int major, int minor) {
    /** Whose PromQL it is. */
    public enum Family {
        PROMETHEUS,
        VICTORIAMETRICS,
        MIMIR
    }

    private static final Pattern PROMETHEUS = Pattern.compile("prometheus-(\\d{1,3})(?:\\.(\\d{1,3}))?");

    /** The dialect of that name, or empty where we know none of it. */
    public static Optional<Dialect> parse(String name) {
        return switch (name) {
            case "victoriametrics" -> Optional.of(new Dialect(Family.VICTORIAMETRICS, 0, 0));
            case "mimir" -> Optional.of(new Dialect(Family.MIMIR, 0, 0));
            default -> prometheus(name);
        };
    }

    private static Optional<Dialect> prometheus(String name) {
        Matcher m = PROMETHEUS.matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        int minor = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        return Optional.of(new Dialect(Family.PROMETHEUS, Integer.parseInt(m.group(1)), minor));
    }

    /** Whether this is Prometheus of at least that version. */
    public boolean isPrometheusSince(int wantedMajor, int wantedMinor) {
        return family == Family.PROMETHEUS && (major > wantedMajor || (major == wantedMajor && minor >= wantedMinor));
    }

    @Override
    public String toString() {
        return switch (family) {
            case VICTORIAMETRICS -> "victoriametrics";
            case MIMIR -> "mimir";
            case PROMETHEUS -> minor == 0 ? "prometheus-" + major : "prometheus-" + major + "." + minor;
        };
    }
}
