package io.pharos.alert.template.syntax;

/** A template that cannot be read: what is wrong, and at which character of its text. */
public final class TemplateSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    public TemplateSyntaxException(int position, String message) {
        // No stack trace: a refusal is an answer, and attackers can ask for many.
        super(message, null, false, false);
        this.position = position;
    }

    /** The offset in the template's text, in chars from 0. */
    public int position() {
        return position;
    }
}
