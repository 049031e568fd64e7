package io.pharos.wire;

import org.jspecify.annotations.Nullable;

/**
 * Turns one body of another protocol into a remote write 1.0 request with no owner's labels yet: from there on it goes
 * the same way as every other write.
 */
public interface Translator {
    /**
     * Writes the request into {@code target}, at most {@code maxBytes} of it, replacing what was there. Answers null, or
     * why nothing of the body can be read.
     */
    @Nullable
    String translate(Scratch source, int maxBytes, Scratch target);

    /** How many times its unpacked size a body takes on its way through here, at most. */
    int cost();
}
