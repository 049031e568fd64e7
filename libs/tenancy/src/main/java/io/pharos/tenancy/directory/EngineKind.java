package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The make of a time-series database; what it can do natively hangs on it. */
public enum EngineKind {
    PROMETHEUS,
    VICTORIAMETRICS,
    MIMIR,
    CORTEX,
    THANOS;

    /** The kind as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
