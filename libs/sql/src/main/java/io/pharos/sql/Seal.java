package io.pharos.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What protects secrets that are kept, such as answers that hold one; a service that keeps none needs no bean of its own.
 */
public interface Seal {
    /** What is stored for a content; the name binds it to its place. */
    byte[] close(String name, byte[] content);

    /** The content again, or an {@link IllegalStateException} where it is not what was closed under that name. */
    byte[] open(String name, byte[] stored);

    /** The same for a text, in UTF-8. */
    default byte[] closeText(String name, String text) {
        return close(name, text.getBytes(UTF_8));
    }

    /** The text again, or an {@link IllegalStateException}. */
    default String openText(String name, byte[] stored) {
        return new String(open(name, stored), UTF_8);
    }
}
