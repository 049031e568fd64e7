package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Whom an engine's certificate must come from, and our own for mTLS; all by reference to PEM files. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tls(
        @Nullable String caRef,
        @Nullable String certificateRef,
        @Nullable String keyRef,
        @Nullable String serverName) {}
