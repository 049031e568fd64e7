package io.pharos.billing.ingest;

/** Whether an event counts. */
sealed interface Verdict {
    enum Counts implements Verdict {
        COUNTS
    }

    /** It does not count until somebody has looked at it. */
    record Aside(Reason reason) implements Verdict {}

    /** Why an event is set aside: the closed list, as the quarantine shows it. */
    enum Reason {
        /** No meter listens to its resource type. */
        UNKNOWN_METER("unknown-meter"),
        /** Its time is further ahead than clocks may differ. */
        FROM_THE_FUTURE("from-the-future"),
        /** It is older than late events are taken in. */
        TOO_LATE("too-late"),
        /** Its id is a UUIDv7 of a time whose keys are gone or not there yet, so it cannot be told from a repetition. */
        ID_OUT_OF_RANGE("id-out-of-range"),
        /** A meter measures a property in which it has no number. */
        UNREADABLE_MEASURE("unreadable-measure"),
        /** It is no usage event. */
        MALFORMED("malformed"),
        /** PostgreSQL refuses it. */
        UNSTORABLE("unstorable");

        private final String value;

        Reason(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }
    }
}
