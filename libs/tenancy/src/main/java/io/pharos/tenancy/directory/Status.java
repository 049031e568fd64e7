package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a tenant's account stands; every service asks it before it serves. */
public enum Status {
    /** Served in full. */
    ACTIVE,
    /** Reads and writes go on within the plan; nothing new can be bought or created. */
    RESTRICTED,
    /** Refused with 402 until the account is settled. */
    SUSPENDED,
    /** On its way out: refused as if it were gone. */
    DELETING;

    /** The status as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
