package io.pharos.alert.state;

/** How a rule's last evaluation went. */
public sealed interface Health {
    /** It was not evaluated yet. */
    record Unknown() implements Health {}

    record Ok() implements Health {}

    /** It failed: its alerts are frozen as they were, and what they are now is unknown. */
    record Failed(String error) implements Health {}
}
