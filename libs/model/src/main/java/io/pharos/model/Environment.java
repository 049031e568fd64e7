package io.pharos.model;

import java.util.regex.Pattern;

/** A tenant's environment (prod, staging, ...), of the same form as a tenant id; {@link #PROD} where none is named. */
public record Environment(String value) implements Comparable<Environment> {
    /** Stands before {@link #PROD}, which is checked by it. */
    private static final Pattern FORM = Pattern.compile("[a-z]([-a-z0-9]{0,38}[a-z0-9])?");

    public static final Environment PROD = new Environment("prod");

    /** The label that tells environments apart where they share an engine. */
    public static final String LABEL = "env";

    /** The request header that names the environment. */
    public static final String HEADER = "X-Environment";

    public Environment {
        if (!FORM.matcher(value).matches()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "tenant.malformed-environment",
                    "An environment is 1 to 40 characters of a-z, 0-9 and '-', starts with a letter and does not end with '-'.");
        }
    }

    @Override
    public int compareTo(Environment other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
