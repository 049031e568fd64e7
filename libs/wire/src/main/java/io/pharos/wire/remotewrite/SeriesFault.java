package io.pharos.wire.remotewrite;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a series is not stored: the closed list, each with what its sender can do, or the limit that it goes over. */
public enum SeriesFault {
    NO_METRIC_NAME("has no label __name__"),
    EMPTY_LABEL_NAME("has a label without a name"),
    EMPTY_LABEL_VALUE("has an empty label: leave the label out"),
    UNSORTED_LABELS("has labels out of order: sort them by name"),
    DUPLICATE_LABEL("has a label twice"),
    INVALID_METRIC_NAME("has a metric name that this tenant's engine cannot store"),
    INVALID_LABEL_NAME("has a label name that this tenant's engine cannot store"),
    NOT_UTF8("has a label that is not UTF-8"),
    TOO_MANY_LABELS("has more labels than the tenant may send", "max_label_names_per_series"),
    LABEL_NAME_TOO_LONG("has a label name that is too long", "max_label_name_length"),
    LABEL_VALUE_TOO_LONG("has a label value that is too long", "max_label_value_length"),
    FOREIGN_OWNER("carries an owner's label with a value that is not the caller's: leave the label out"),
    BROKEN_REFERENCE("refers to symbols that the request does not hold, or to a name without a value"),
    NO_POINTS("has neither samples nor histograms"),
    MIXED_POINTS("has samples and histograms: send them as two series"),
    EXEMPLAR_WITHOUT_TIME("has an exemplar without a timestamp"),
    TOO_MANY_SERIES("would be one active series more than the tenant may have", "max_global_series_per_user"),
    TOO_MANY_SERIES_OF_METRIC(
            "would be one active series more than a metric of the tenant may have", "max_global_series_per_metric"),
    TOO_FAR_IN_FUTURE("has samples too far in the future: mind the sender's clock", "creation_grace_period"),
    OUT_OF_ORDER("has samples too far behind its newest one", "out_of_order_time_window"),
    CARD_NUMBER("holds a payment card number: leave it out"),
    TOO_MANY_CLUSTERS("comes from one cluster of replicas more than the tenant may have", "ha_max_clusters"),
    REFUSED_BY_ENGINE("was refused by the tenant's engine"),
    REFUSED_WITH_OTHERS(
            "was refused together with others of its request, among which the search for the bad one ended");

    private final String sentence;
    private final @Nullable String limit;

    SeriesFault(String sentence) {
        this(sentence, null);
    }

    SeriesFault(String sentence, @Nullable String limit) {
        this.sentence = sentence;
        this.limit = limit;
    }

    /** What is wrong with the series, to be read after its name. */
    public String sentence() {
        return sentence;
    }

    /** The tenant's limit that it goes over, by the name that the directory has for it. */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    /** A name that stays, for machines: {@code series.too-many-labels}. */
    public String id() {
        return "series." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
