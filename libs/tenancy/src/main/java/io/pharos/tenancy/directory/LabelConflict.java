package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens to a written series whose own label {@code tenant_id} is not the caller's. */
public enum LabelConflict {
    /** The write is refused with 400. */
    REFUSE,
    /** The customer's label becomes {@code exported_tenant_id}. */
    RENAME;

    /** The choice as the directory spells it. */
    @JsonValue
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
