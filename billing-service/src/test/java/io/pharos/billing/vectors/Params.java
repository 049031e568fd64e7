package io.pharos.billing.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.money.Rounding.Direction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A vector's parameters, read as what they mean: decimals, times, roundings. */
record Params(JsonNode json) {
    boolean has(String name) {
        return json.hasNonNull(name);
    }

    String text(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("the vector has no '" + name + "': " + json);
        }
        return json.get(name).asText();
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    BigDecimal decimal(String name) {
        return new BigDecimal(text(name));
    }

    BigDecimal decimalOr(String name, String otherwise) {
        return new BigDecimal(textOr(name, otherwise));
    }

    @Nullable
    BigDecimal bound(String name) {
        return has(name) ? decimal(name) : null;
    }

    /** A bound that some write as -1 where it is open. */
    @Nullable
    BigDecimal openBound(String name) {
        return textOr(name, "-1").equals("-1") ? null : decimal(name);
    }

    int number(String name) {
        return decimal(name).intValueExact();
    }

    Instant time(String name) {
        return OffsetDateTime.parse(text(name)).toInstant();
    }

    Params object(String name) {
        return new Params(json.get(name));
    }

    List<Params> objects(String name) {
        return StreamSupport.stream(json.path(name).spliterator(), false)
                .map(Params::new)
                .toList();
    }

    List<String> texts(String name) {
        return objects(name).stream().map(p -> p.json().asText()).toList();
    }

    List<BigDecimal> decimals(String name) {
        return texts(name).stream().map(BigDecimal::new).toList();
    }

    /** The first of several names for the same thing that the vector uses. */
    Optional<BigDecimal> first(String... names) {
        return Stream.of(names).filter(this::has).findFirst().map(this::decimal);
    }

    /** In the order of the file. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        json.properties().forEach(e -> entries.put(e.getKey(), e.getValue().asText()));
        return entries;
    }

    Map<String, BigDecimal> decimalEntries() {
        Map<String, BigDecimal> entries = new LinkedHashMap<>();
        entries().forEach((name, value) -> entries.put(name, new BigDecimal(value)));
        return entries;
    }

    Rounding rounding(String defaultScale) {
        return new Rounding(decimalOr("scale", defaultScale).intValueExact(), direction(textOr("mode", "half_up")));
    }

    static Direction direction(String name) {
        return Direction.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
