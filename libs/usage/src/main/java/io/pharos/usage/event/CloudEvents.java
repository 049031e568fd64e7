package io.pharos.usage.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Usage events as CloudEvents 1.0 in JSON (structured mode), written and read. */
public final class CloudEvents {
    /** The content type of these bytes. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CloudEvents() {}

    public static byte[] write(UsageEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            envelope(out, event);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    public static UsageEvent read(byte[] bytes) throws IOException {
        JsonNode event = MAPPER.readTree(bytes);
        if (!UsageEvent.TYPE.equals(event.path("type").asText())) {
            throw new IOException("not a usage event");
        }
        JsonNode data = event.path("data");
        try {
            return new UsageEvent(
                    UUID.fromString(event.path("id").asText()),
                    source(event.path("source").asText()),
                    usage(event.path("subject").asText(), data));
        } catch (RuntimeException e) {
            throw new IOException("a usage event with a part that does not fit", e);
        }
    }

    private static void envelope(JsonGenerator out, UsageEvent event) throws IOException {
        String time = event.usage().at().toString();
        out.writeStartObject();
        out.writeStringField("specversion", "1.0");
        out.writeStringField("id", event.id().toString());
        out.writeStringField("source", event.source().uri());
        out.writeStringField("subject", event.usage().tenant().value());
        out.writeStringField("type", UsageEvent.TYPE);
        out.writeStringField("time", time);
        out.writeStringField("datacontenttype", "application/json");
        out.writeObjectFieldStart("data");
        data(out, event);
        out.writeStringField("timestamp", time);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void data(JsonGenerator out, UsageEvent event) throws IOException {
        Usage usage = event.usage();
        out.writeStringField("service_id", event.source().service());
        out.writeStringField("user_id", usage.userId());
        out.writeStringField("resource_type", usage.resourceType());
        out.writeNumberField("duration_ms", usage.duration().toMillis());
        out.writeNumberField("quantity", usage.quantity());
        out.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : usage.properties().entrySet()) {
            out.writeStringField(property.getKey(), property.getValue());
        }
        out.writeEndObject();
    }

    private static UsageEvent.Source source(String uri) {
        String[] parts = uri.split("/", 4);
        return new UsageEvent.Source(parts[2], parts[3]);
    }

    private static Usage usage(String subject, JsonNode data) {
        Map<String, String> properties = new TreeMap<>();
        data.path("properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
        return new Usage(
                new TenantId(subject),
                data.path("user_id").asText(),
                data.path("resource_type").asText(),
                data.path("quantity").asLong(),
                Duration.ofMillis(data.path("duration_ms").asLong()),
                Instant.parse(data.path("timestamp").asText()),
                properties);
    }
}
