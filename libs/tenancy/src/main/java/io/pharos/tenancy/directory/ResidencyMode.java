package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far from its tenant data may go. */
public enum ResidencyMode {
    /** To any engine that the directory names. */
    CLOUD,
    /** To any of them that is reached by TLS; to the tenant's own store in any case. */
    ENCRYPTED,
    /** To the tenant's own store and nowhere else. */
    LOCAL;

    /** The mode as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
