package io.pharos.alert.write;

/** What became of points. */
public sealed interface Written {
    /** The engine acknowledged all of them. */
    record Stored() implements Written {}

    /** Some are not stored, or nobody knows; the reason is for the tenant to read. */
    record Lost(String reason) implements Written {}
}
