package io.pharos.gateway.api;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be judged before a request's body is read: one of our paths, GET without a body or POST with an urlencoded
 * form that is not compressed, or a remote-read message. Whatever another parser could read as parameters in another way is refused here.
 */
final class RequestShape {
    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestShape() {}

    static Path path(HttpServerRequest request) {
        return Path.of(request.path() == null ? "" : request.path())
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "request.unknown-path",
                        "no such path in the query API: see /q/openapi for those there are"));
    }

    static void check(HttpServerRequest request, Endpoint endpoint) {
        requireMethod(request.method(), endpoint);
        MultiMap headers = request.headers();
        List<String> types = headers.getAll("Content-Type");
        if (endpoint.takesMessage()) {
            requireMessage(types, headers.getAll("Content-Encoding"));
            return;
        }
        requireOneEncoding(headers.getAll("Content-Encoding"));
        if (request.method().equals(HttpMethod.POST)) {
            requireForm(types, hasBody(headers));
        } else if (hasBody(headers)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "request.body-with-get",
                    "a GET has no body: send the parameters in the URL, or POST");
        }
    }

    private static void requireMethod(HttpMethod method, Endpoint endpoint) {
        if (!endpoint.methods().contains(method.name())) {
            String served = String.join(" and ", endpoint.methods());
            throw Problem.of(Kind.METHOD_NOT_ALLOWED, "request.method", "only " + served + " is served here");
        }
    }

    private static void requireOneEncoding(List<String> encodings) {
        if (encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE, "request.compressed", "a compressed form is not read: send it plain");
        }
    }

    private static void requireMessage(List<String> types, List<String> encodings) {
        boolean protobuf =
                types.size() == 1 && essence(types.getFirst()).strip().equalsIgnoreCase("application/x-protobuf");
        if (!protobuf || !encodings.equals(List.of("snappy"))) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "request.not-a-read",
                    "send a ReadRequest with Content-Type: application/x-protobuf and Content-Encoding: snappy");
        }
    }

    private static String essence(String type) {
        int semicolon = type.indexOf(';');
        return semicolon < 0 ? type : type.substring(0, semicolon);
    }

    private static void requireForm(List<String> types, boolean body) {
        boolean form = types.size() == 1 && isForm(types.getFirst());
        if (!form && (body || !types.isEmpty())) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "request.not-a-form",
                    "send parameters as " + FORM + ", with one Content-Type that says so");
        }
    }

    private static boolean isForm(String type) {
        int semicolon = type.indexOf(';');
        String rest = semicolon < 0 ? "" : type.substring(semicolon + 1).strip().toLowerCase(Locale.ROOT);
        return essence(type).strip().equalsIgnoreCase(FORM) && (rest.isEmpty() || rest.matches("charset=\"?utf-8\"?"));
    }

    static boolean hasBody(MultiMap headers) {
        @Nullable String length = headers.get("Content-Length");
        return headers.contains("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }
}
