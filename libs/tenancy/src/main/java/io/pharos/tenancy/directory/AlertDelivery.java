package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Through whose hands a tenant's alerts go to its receivers. */
public enum AlertDelivery {
    /** The platform's Alertmanager, which groups, silences and inhibits for many tenants, each for itself. */
    SHARED,
    /** Alertmanagers of the tenant's own. */
    OWN,
    /** None: receivers are told straight, once when an alert fires and once when it ends, and repeated rarely. */
    DIRECT;

    /** The delivery as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
