package io.pharos.alert.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An alert as {@code GET /api/v1/alerts} of Prometheus writes it ({@code web/api/v1/api.go}). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertJson(
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        String state,
        String activeAt,
        @Nullable String keepFiringSince,
        String value) {}
