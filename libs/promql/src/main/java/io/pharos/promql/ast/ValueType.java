package io.pharos.promql.ast;

/** What an expression evaluates to. */
public enum ValueType {
    VECTOR("vector", "instant vector"),
    SCALAR("scalar", "scalar"),
    MATRIX("matrix", "range vector"),
    STRING("string", "string");

    private final String id;
    private final String documented;

    ValueType(String id, String documented) {
        this.id = id;
        this.documented = documented;
    }

    /** The name in JSON and in some messages: {@code matrix}. */
    public String id() {
        return id;
    }

    /** The name that the documentation uses: {@code range vector}. */
    public String documented() {
        return documented;
    }
}
