package io.pharos.billing.ingest;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A batch that PostgreSQL did not take, of which it holds nothing. */
final class NotAdded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean aboutData;

    NotAdded(SQLException cause) {
        super(cause);
        this.aboutData = isAboutData(cause.getSQLState());
    }

    /** Whether it is for what an event says: then it is the same again however often it is sent. */
    boolean isAboutData() {
        return aboutData;
    }

    /** SQLSTATE classes 22 (data) and 23 (integrity). */
    static boolean isAboutData(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
