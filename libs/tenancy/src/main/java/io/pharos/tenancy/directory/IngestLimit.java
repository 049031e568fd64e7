package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The limits on a tenant's writes by the names that Mimir has for them, where it has one. */
public enum IngestLimit {
    INGESTION_RATE,
    MAX_GLOBAL_SERIES_PER_USER,
    MAX_GLOBAL_SERIES_PER_METRIC,
    MAX_LABEL_NAMES_PER_SERIES,
    MAX_LABEL_NAME_LENGTH,
    MAX_LABEL_VALUE_LENGTH,
    CREATION_GRACE_PERIOD,
    OUT_OF_ORDER_TIME_WINDOW,
    MAX_BODY_BYTES;

    /** The limit as the directory and refusals spell it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
