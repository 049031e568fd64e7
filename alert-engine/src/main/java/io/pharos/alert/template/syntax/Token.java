package io.pharos.alert.template.syntax;

/**
 * One piece of a template. {@code text} is already unescaped for texts and strings; {@code spaced} tells of white
 * space right before it, which separates an argument from a chain of fields.
 */
record Token(Type type, String text, int position, boolean spaced) {
    enum Type {
        TEXT,
        OPEN,
        CLOSE,
        DOT,
        FIELD,
        VARIABLE,
        WORD,
        NUMBER,
        STRING,
        CHARACTER,
        PIPE,
        LEFT_PAREN,
        RIGHT_PAREN,
        COMMA,
        DECLARE,
        ASSIGN,
        END
    }

    boolean is(Type wanted) {
        return type == wanted;
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equals(word);
    }

    /** How an error speaks of it. */
    String described() {
        return switch (type) {
            case END -> "the end of the template";
            case OPEN -> "{{";
            case CLOSE -> "}}";
            case TEXT -> "text";
            default -> "\"" + text + "\"";
        };
    }
}
