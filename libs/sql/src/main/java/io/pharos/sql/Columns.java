package io.pharos.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes columns whose types PostgreSQL and we spell differently. */
@ApplicationScoped
public class Columns {
    private final ObjectMapper json;

    public Columns(ObjectMapper json) {
        this.json = json;
    }

    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static Optional<Instant> optionalInstant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    public static byte[] bytes(Row row, String column) {
        return row.getBuffer(column).getBytes();
    }

    public static Optional<byte[]> optionalBytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(buffer -> buffer.getBytes());
    }

    /** What a jsonb column holds, or null where the column is null. */
    public <T> @Nullable T read(Row row, String column, Class<T> type) {
        JsonObject object = row.getJsonObject(column);
        return object == null ? null : read(object, json.constructType(type));
    }

    /** What a jsonb column that is never null holds. */
    public <T> T required(Row row, String column, Class<T> type) {
        return read(row.getJsonObject(column), json.constructType(type));
    }

    /** The object of strings to values that a jsonb column holds. */
    public <V> Map<String, V> readMap(Row row, String column, Class<V> values) {
        JavaType type = json.getTypeFactory().constructMapType(Map.class, String.class, values);
        return read(row.getJsonObject(column), type);
    }

    /** A value as a jsonb parameter, or null for none. */
    public @Nullable JsonObject write(@Nullable Object value) {
        return value == null ? null : object(value);
    }

    /** A value as a jsonb parameter. */
    public JsonObject object(Object value) {
        try {
            return new JsonObject(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be stored as JSON: " + value.getClass(), e);
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T read(JsonObject object, JavaType type) {
        try {
            return json.readValue(object.encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored is not a " + type, e);
        }
    }
}
