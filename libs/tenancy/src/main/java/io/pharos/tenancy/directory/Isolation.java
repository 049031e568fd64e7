package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a tenant's series are kept apart from others'. */
public enum Isolation {
    /** In one engine with others, told apart by the label {@code tenant_id}. */
    SHARED,
    /** In an engine of its own. */
    DEDICATED,
    /** In an engine that knows tenants itself, told apart by header or path. */
    NATIVE;

    /** The isolation as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
