package io.pharos.router.directory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pharos.router.admin.Versioned;
import io.pharos.tenancy.directory.Engine;

/** An engine with its version. */
record EngineView(@JsonUnwrapped Engine engine, long version) implements Versioned {}
