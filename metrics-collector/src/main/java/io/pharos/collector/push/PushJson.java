package io.pharos.collector.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.collector.push.PushedFamily.Series;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is kept of groups, as bytes of JSON: labels may hold characters that PostgreSQL's text cannot. */
@Singleton
class PushJson {
    private static final TypeReference<TreeMap<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<Series>> SERIES = new TypeReference<>() {};

    private final ObjectMapper json = new ObjectMapper();

    byte[] labels(SortedMap<String, String> labels) {
        return write(labels);
    }

    SortedMap<String, String> labels(byte[] bytes) {
        return read(bytes, LABELS);
    }

    PushedFamily family(byte[] bytes) {
        return read(bytes, new TypeReference<>() {});
    }

    List<Series> series(byte[] bytes) {
        return read(bytes, SERIES);
    }

    byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(byte[] bytes, TypeReference<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
