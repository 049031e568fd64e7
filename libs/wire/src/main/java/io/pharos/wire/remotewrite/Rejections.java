package io.pharos.wire.remotewrite;

import java.util.List;

/** The series of a request that are not stored: how many, how many samples with them, and the first few by name. */
public record Rejections(long series, long samples, List<Rejection> first) {
    public static final Rejections NONE = new Rejections(0, 0, List.of());

    /** One series that is not stored; {@code series} and {@code label} are cut to a length that fits a message. */
    public record Rejection(String series, SeriesFault fault, String label) {
        @Override
        public String toString() {
            String where = label.isEmpty() ? "" : " (label " + label + ")";
            return "series " + series + " " + fault.sentence() + where;
        }
    }

    public Rejections {
        first = List.copyOf(first);
    }

    public boolean isEmpty() {
        return series == 0;
    }
}
