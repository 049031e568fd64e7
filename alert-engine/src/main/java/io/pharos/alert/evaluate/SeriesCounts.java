package io.pharos.alert.evaluate;

import java.util.OptionalInt;

/** How many series queries had in their last results. */
@FunctionalInterface
public interface SeriesCounts {
    /** Of a query by its canonical text; empty where it was not asked lately. */
    OptionalInt of(String query);
}
