package io.pharos.gateway.result;

/** Told when a result holds a series of another tenant; answers with what to throw, so that the result goes no further. */
@FunctionalInterface
public interface ForeignSeries {
    RuntimeException found();
}
