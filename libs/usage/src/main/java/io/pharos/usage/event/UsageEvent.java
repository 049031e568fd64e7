package io.pharos.usage.event;

import java.util.UUID;

/** A usage under the id by which it is counted once, wherever it is told twice; {@code source} is service and instance. */
public record UsageEvent(UUID id, Source source, Usage usage) {
    /** The CloudEvents type of every usage event. */
    public static final String TYPE = "pharos.usage.v1";

    /** Which instance of which service counted. */
    public record Source(String service, String instance) {
        public Source {
            if (service.isBlank() || instance.isBlank()) {
                throw new IllegalArgumentException("a source is a service and an instance");
            }
        }

        /** The source as a URI reference, as CloudEvents wants it. */
        public String uri() {
            return "/pharos/" + service + "/" + instance;
        }
    }
}
