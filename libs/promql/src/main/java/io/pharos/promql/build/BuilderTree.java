package io.pharos.promql.build;

import java.util.Map;

/**
 * A builder's query as plain maps, lists, strings and booleans, so that any JSON library can carry it without knowing
 * these types. Numbers and durations are in PromQL's own writing ({@code "0.9"}, {@code "Inf"}, {@code "5m"}).
 */
public final class BuilderTree {
    private BuilderTree() {}

    public static Map<String, Object> write(BuilderQuery query) {
        return TreeWriter.query(query);
    }

    /** The query of a tree that a client sent; anything unknown or missing in it is refused with a Problem. */
    public static BuilderQuery read(Map<String, ?> tree) {
        return TreeReader.query(tree, 0);
    }
}
