package io.pharos.alert.ruler;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a namespace: what was done, by whom and when; {@code rules} where one was asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionView(
        long version,
        String action,
        String changedBy,
        Instant changedAt,
        boolean deleted,
        @Nullable String rules) {}
