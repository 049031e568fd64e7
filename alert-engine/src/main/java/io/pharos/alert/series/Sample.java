package io.pharos.alert.series;

/** One series of an instant query's answer: its labels, the metric's name among them, and its value. */
public sealed interface Sample {
    Labels labels();

    /** A number, which may be NaN or infinite. */
    record Number(Labels labels, double value) implements Sample {}

    /** A native histogram; its buckets are not of interest here. */
    record Histogram(Labels labels) implements Sample {}
}
