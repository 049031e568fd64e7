package io.pharos.alert.rules.yaml;

/** A document that is not YAML, or is larger than allowed. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int line;
    private final int column;

    YamlException(int line, int column, String message) {
        super(message, null, false, false);
        this.problem = message;
        this.line = line;
        this.column = column;
    }

    public String problem() {
        return problem;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
