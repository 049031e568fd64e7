package io.pharos.gateway.request;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All parameters of a request, from the URL and from the urlencoded form, decoded once. What the gateway judges and
 * what it sends on both come from here, so there is no second reading that could differ: at most {@link #MOST}
 * parameters, no {@code ;}, no broken escapes, no NUL.
 */
public final class Parameters {
    /** More parameters than this are refused, wherever they stand. */
    public static final int MOST = 1_000;

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = all;
    }

    /** Reads the URL's query string first and the form after it; either may be empty. */
    public static Parameters parse(String urlQuery, String form) {
        List<Parameter> all = new ArrayList<>(8);
        split(urlQuery, all);
        split(form, all);
        return new Parameters(all);
    }

    private static void split(String text, List<Parameter> into) {
        int length = text.length();
        int from = 0;
        while (from < length) {
            int end = text.indexOf('&', from);
            end = end < 0 ? length : end;
            if (end > from) {
                into.add(pair(text, from, end));
                refuseTooMany(into.size());
            }
            from = end + 1;
        }
    }

    private static Parameter pair(String text, int from, int end) {
        int equals = text.indexOf('=', from);
        if (equals < 0 || equals >= end) {
            return new Parameter(FormDecoder.decode(text, from, end), "");
        }
        return new Parameter(FormDecoder.decode(text, from, equals), FormDecoder.decode(text, equals + 1, end));
    }

    private static void refuseTooMany(int count) {
        if (count > MOST) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "request.too-many-parameters",
                    "more than " + MOST + " parameters: send fewer, for example one match[] with a regular expression");
        }
    }

    /** The value of a parameter that may be given once; empty where it is missing or has no value. */
    public Optional<String> single(String name) {
        String found = null;
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                if (found != null) {
                    throw Problem.of(
                            Kind.MALFORMED,
                            "request.repeated-parameter",
                            "the parameter \"" + name
                                    + "\" is given more than once: give it once, in the URL or in the form");
                }
                found = parameter.value();
            }
        }
        return found == null || found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** All values of a parameter that may be repeated, in the order given. */
    public List<String> every(String name) {
        List<String> values = new ArrayList<>();
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                values.add(parameter.value());
            }
        }
        return values;
    }

    public int size() {
        return all.size();
    }
}
