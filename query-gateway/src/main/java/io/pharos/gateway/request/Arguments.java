package io.pharos.gateway.request;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request's parameters with their types; each refusal names the parameter in Prometheus's manner. */
public record Arguments(Parameters parameters) {
    public Optional<Instant> time(String name) {
        return parameters.single(name).map(text -> PrometheusTime.instant(name, text));
    }

    /** A length of time longer than zero. */
    public Optional<Duration> duration(String name) {
        return parameters.single(name).map(text -> positive(name, PrometheusTime.duration(name, text)));
    }

    /** A parameter without which there is no answer. */
    public String text(String name) {
        return required(name, parameters.single(name));
    }

    public Instant requiredTime(String name) {
        return required(name, time(name));
    }

    public Duration requiredDuration(String name) {
        return required(name, duration(name));
    }

    /** A number of things, or null where none is given. */
    public @Nullable Integer count(String name) {
        return parameters.single(name).map(text -> count(name, text)).orElse(null);
    }

    public @Nullable String word(String name) {
        return parameters.single(name).orElse(null);
    }

    /** The selectors, as given. */
    public List<String> matches() {
        return parameters.every("match[]");
    }

    /** The selectors, at least one. */
    public List<String> requiredMatches() {
        return required("match[]", Optional.of(matches()).filter(matches -> !matches.isEmpty()));
    }

    private static Duration positive(String name, Duration length) {
        if (!length.isPositive()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "request.not-positive",
                    "invalid parameter \"" + name + "\": give a duration longer than zero, such as 15s");
        }
        return length;
    }

    private static Integer count(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "request.malformed-limit",
                    "invalid parameter \"" + name + "\": give a whole number, zero for no limit");
        }
        return Integer.valueOf(text);
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> Problem.of(
                Kind.MALFORMED, "request.missing-parameter", "invalid parameter \"" + name + "\": it is missing"));
    }
}
