package io.pharos.billing.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a message. */
sealed interface Sent {
    /** The beginning of the answer, or why there was none. */
    String answer();

    /** The HTTP status; null where there was no answer. */
    @Nullable
    Integer status();

    /** The receiver has it. */
    record Taken(@Nullable Integer status, String answer) implements Sent {}

    /** The receiver wants no more (410). */
    record Gone(String answer) implements Sent {
        @Override
        public Integer status() {
            return 410;
        }
    }

    /** To be tried again, not before the receiver says. */
    record Failed(@Nullable Integer status, String answer, Duration notBefore) implements Sent {}
}
