package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a tenant's account stands; every service asks it before it serves. */
public enum Status {
    /** Served in full. */
    ACTIVE,
    /** Reads go on; telemetry is refused with 503, so that its senders keep it until the account is settled. */
    RESTRICTED,
    /** Refused with 402 until the account is settled; bills can be read and paid. */
    SUSPENDED,
    /** On its way out: refused as if it were gone. */
    DELETING;

    /** The status as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
