package io.pharos.wire.remotewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The series of a request that are not stored: how many, how many samples with them, how many by fault, and the first
 * few by name; and how many went over a limit that is only observed.
 */
public record Rejections(
        long series,
        long samples,
        Map<SeriesFault, Long> byFault,
        Map<SeriesFault, Long> observed,
        List<Rejection> first) {
    public static final Rejections NONE = new Rejections(0, 0, Map.of(), Map.of(), List.of());

    /**
     * One series that is not stored. The series and what the fault is about (a label, the engine's words, or nothing)
     * are cut to a length that fits a message; a figure and its limit are both 0 where the fault has none.
     */
    public record Rejection(String series, SeriesFault fault, String about, long figure, long limit) {
        public Rejection(String series, SeriesFault fault, String about) {
            this(series, fault, about, 0, 0);
        }

        /** What is wrong, without the series' name. */
        public String reason() {
            String where = about.isEmpty() ? "" : " (" + about + ")";
            String over = fault.limit()
                    .map(name -> ": " + figure + ", over the tenant's limit " + name + " of " + limit
                            + ", which the platform's operator can raise")
                    .orElse("");
            return fault.sentence() + where + over;
        }

        @Override
        public String toString() {
            return "series " + series + " " + reason();
        }
    }

    public Rejections {
        byFault = Map.copyOf(byFault);
        observed = Map.copyOf(observed);
        first = List.copyOf(first);
    }

    /** These and others of the same request. */
    public Rejections and(Rejections other) {
        return new Rejections(
                series + other.series,
                samples + other.samples,
                sums(byFault, other.byFault),
                sums(observed, other.observed),
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    private static Map<SeriesFault, Long> sums(Map<SeriesFault, Long> some, Map<SeriesFault, Long> others) {
        Map<SeriesFault, Long> sums = new HashMap<>(some);
        others.forEach((fault, count) -> sums.merge(fault, count, Long::sum));
        return sums;
    }

    public boolean isEmpty() {
        return series == 0;
    }
}
