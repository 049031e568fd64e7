package io.pharos.wire.remotewrite;

/** Why a series is not stored: the closed list, each with what its sender can do. */
public enum SeriesFault {
    NO_METRIC_NAME("has no label __name__"),
    EMPTY_LABEL_NAME("has a label without a name"),
    EMPTY_LABEL_VALUE("has an empty label: leave the label out"),
    UNSORTED_LABELS("has labels out of order: sort them by name"),
    DUPLICATE_LABEL("has a label twice"),
    INVALID_METRIC_NAME("has a metric name that this tenant's engine cannot store"),
    INVALID_LABEL_NAME("has a label name that this tenant's engine cannot store"),
    NOT_UTF8("has a label that is not UTF-8"),
    TOO_MANY_LABELS("has more labels than the tenant's limit max_label_names_per_series"),
    LABEL_NAME_TOO_LONG("has a label name over the tenant's limit max_label_name_length"),
    LABEL_VALUE_TOO_LONG("has a label value over the tenant's limit max_label_value_length"),
    FOREIGN_OWNER("carries an owner's label with a value that is not the caller's: leave the label out"),
    BROKEN_REFERENCE("refers to symbols that the request does not hold, or to a name without a value"),
    NO_POINTS("has neither samples nor histograms"),
    MIXED_POINTS("has samples and histograms: send them as two series"),
    EXEMPLAR_WITHOUT_TIME("has an exemplar without a timestamp");

    private final String sentence;

    SeriesFault(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong with the series, to be read after its name. */
    public String sentence() {
        return sentence;
    }
}
