package io.pharos.gateway.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request path that is one of ours, compared as it was sent: nothing is decoded or normalised, so {@code //},
 * {@code ..}, {@code %2f} and whatever else another parser might read differently is simply no path of ours.
 */
record Path(Endpoint endpoint, String label) {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,1023}");
    private static final String LABEL_START = "label/";
    private static final String LABEL_END = "/values";
    private static final Map<String, Path> FIXED = fixed();

    /** The endpoint that the path names, or empty. */
    static Optional<Path> of(String rawPath) {
        Path fixed = FIXED.get(rawPath);
        return fixed != null ? Optional.of(fixed) : labelValues(rawPath);
    }

    private static Optional<Path> labelValues(String rawPath) {
        for (String prefix : Endpoint.LABEL_VALUES.prefixes()) {
            String start = prefix + LABEL_START;
            int end = rawPath.length() - LABEL_END.length();
            if (rawPath.startsWith(start) && rawPath.endsWith(LABEL_END) && end > start.length()) {
                String label = rawPath.substring(start.length(), end);
                return LABEL.matcher(label).matches()
                        ? Optional.of(new Path(Endpoint.LABEL_VALUES, label))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Map<String, Path> fixed() {
        Map<String, Path> paths = new HashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint != Endpoint.LABEL_VALUES) {
                endpoint.prefixes().forEach(prefix -> paths.put(prefix + endpoint.path(), new Path(endpoint, "")));
            }
        }
        return Map.copyOf(paths);
    }
}
