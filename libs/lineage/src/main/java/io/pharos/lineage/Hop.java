package io.pharos.lineage;

/**
 * One step of data: from whom, to whom, and what it is ({@code metrics}, {@code copies}, {@code reads}, {@code traces},
 * …). Names are services, engines of the directory and clients, never a tenant's data.
 */
public record Hop(String from, String to, String kind) {
    private static final String SEPARATOR = "|";
    private static final int PARTS = 3;

    public Hop {
        if ((from + to + kind).contains(SEPARATOR)) {
            throw new IllegalArgumentException("a hop's names have no " + SEPARATOR);
        }
    }

    String field() {
        return from + SEPARATOR + to + SEPARATOR + kind;
    }

    static Hop parse(String field) {
        String[] parts = field.split("\\|", PARTS);
        return new Hop(parts[0], parts[1], parts[2]);
    }
}
