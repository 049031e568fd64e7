package io.pharos.wire.series;

/** Reads the labels of a series that stands labelled in a request, in their order. */
public interface SeriesLabels {
    /** Takes one label after another; names and values stand in the arrays given, which are not to be kept. */
    interface Reader {
        void label(byte[] names, int nameFrom, int nameTo, byte[] values, int valueFrom, int valueTo);
    }

    void read(int series, Reader reader);

    /** The series' name for a message. */
    String text(int series);
}
