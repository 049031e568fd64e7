package io.pharos.tenancy.config;

import java.util.Optional;

/** A setting that production must not have; each capability brings its own as a bean. */
@FunctionalInterface
public interface UnsafeSetting {
    /** What is unsafe and what to set instead, or empty where all is well. */
    Optional<String> complaint();
}
