package io.pharos.alert.query;

import java.io.IOException;

/** An answer of more than may be read. */
final class AnswerTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    AnswerTooLarge(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
