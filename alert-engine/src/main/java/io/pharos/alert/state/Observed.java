package io.pharos.alert.state;

import java.util.List;

/** How an evaluation of a rule's query went. */
public sealed interface Observed {
    /** The query was answered; no results mean that the condition holds nowhere. */
    record Results(List<AlertResult> results) implements Observed {
        public Results {
            results = List.copyOf(results);
        }
    }

    /** Nothing is known about this moment. */
    record Failure(String reason) implements Observed {}
}
