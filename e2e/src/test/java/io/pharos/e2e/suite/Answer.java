package io.pharos.e2e.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

/** What an address answered. */
public record Answer(int status, HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response);
    }

    /** The text of the body. */
    public String body() {
        return response.body();
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON: " + this, e);
        }
    }

    /** The first value of a header, empty when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return "HTTP " + status + " " + response.headers().map() + " " + response.body();
    }
}
