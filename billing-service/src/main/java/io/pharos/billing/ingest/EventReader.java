package io.pharos.billing.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.model.TenantId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage events in CloudEvents 1.0 JSON. Quantities never pass through a double; every text is bounded, and has
 * no character that PostgreSQL cannot hold. Fields that are not known are passed over, as CloudEvents asks.
 */
final class EventReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(60)
                    .maxStringLength(4096)
                    .build())
            .build();
    private static final Pattern QUANTITY = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,18})?");
    private static final int MOST_DIGITS = 30;
    private static final int LONGEST_SCALE = 18;
    private static final int LONGEST = 256;
    private static final int MOST_PROPERTIES = 16;

    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String subject;
    private @Nullable String time;
    private @Nullable String timestamp;
    private @Nullable String resourceType;
    private @Nullable String serviceId;
    private @Nullable String userId;
    private @Nullable String corrects;
    private BigDecimal quantity = BigDecimal.ONE;
    private long durationMs;
    private final Map<String, String> properties = new HashMap<>();

    /** One of a batch: an event, or what is wrong with it, with the id as far as it has one. */
    record Item(
            @Nullable String id,
            @Nullable ReceivedEvent event,
            @Nullable String fault) {}

    private EventReader() {}

    /** One event; {@code tenant} stands in where the event names no subject, and otherwise has to be the subject. */
    static ReceivedEvent read(byte[] bytes, @Nullable TenantId tenant) throws UnreadableEvent {
        EventReader reader = new EventReader();
        try (JsonParser in = JSON.createParser(bytes)) {
            in.nextToken();
            reader.envelope(in);
            return reader.event(tenant);
        } catch (IOException e) {
            throw new UnreadableEvent("it is not JSON");
        }
    }

    /** A JSON array of events, each read for itself; fails where the whole is no array. */
    static List<Item> readBatch(byte[] bytes, TenantId tenant, int most) throws UnreadableEvent {
        List<Item> items = new ArrayList<>();
        try (JsonParser in = JSON.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new UnreadableEvent("the body is a JSON array of events");
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == most) {
                    throw new UnreadableEvent("a batch is at most " + most + " events");
                }
                items.add(item(in, tenant));
            }
            return items;
        } catch (IOException e) {
            throw new UnreadableEvent("it is not JSON");
        }
    }

    private static Item item(JsonParser in, TenantId tenant) throws IOException {
        EventReader reader = new EventReader();
        boolean object = in.currentToken() == JsonToken.START_OBJECT;
        int depth = in.getParsingContext().getNestingDepth();
        try {
            reader.envelope(in);
            return new Item(reader.id, reader.event(tenant), null);
        } catch (UnreadableEvent e) {
            if (!object) {
                in.skipChildren();
            }
            while (object && in.getParsingContext().getNestingDepth() >= depth) {
                in.nextToken();
            }
            return new Item(reader.id, null, e.getMessage());
        }
    }

    private void envelope(JsonParser in) throws IOException, UnreadableEvent {
        require(in.currentToken() == JsonToken.START_OBJECT, "an event is an object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "id" -> id = text(in, "id");
                case "source" -> source = text(in, "source");
                case "subject" -> subject = text(in, "subject");
                case "time" -> time = text(in, "time");
                case "data" -> data(in);
                default -> in.skipChildren();
            }
        }
    }

    private void data(JsonParser in) throws IOException, UnreadableEvent {
        require(in.currentToken() == JsonToken.START_OBJECT, "data is an object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "resource_type" -> resourceType = text(in, field);
                case "service_id" -> serviceId = text(in, field);
                case "user_id" -> userId = text(in, field);
                case "timestamp" -> timestamp = text(in, field);
                case "corrects" -> corrects = text(in, field);
                case "quantity" -> quantity = quantity(in);
                case "duration_ms" -> durationMs = duration(in);
                case "properties" -> properties(in);
                default -> in.skipChildren();
            }
        }
    }

    private void properties(JsonParser in) throws IOException, UnreadableEvent {
        require(in.currentToken() == JsonToken.START_OBJECT, "properties are an object");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            require(in.currentToken().isScalarValue(), "a property is a text, a number, true or false");
            require(properties.size() < MOST_PROPERTIES, "an event has at most 16 properties");
            require(!name.isEmpty() && name.length() <= 64, "a property's name has 1 to 64 characters");
            properties.put(sound(name, "a property's name"), sound(in.getText(), name));
        }
    }

    private ReceivedEvent event(@Nullable TenantId tenant) throws UnreadableEvent {
        String type = needed(resourceType, "data.resource_type");
        require(MeterDefinition.isResource(type), "data.resource_type is a short lower-case word");
        return new ReceivedEvent(
                tenant(tenant),
                source == null ? "" : source,
                needed(id, "id"),
                time(),
                type,
                serviceId == null ? "" : serviceId,
                userId == null ? "" : userId,
                quantity,
                durationMs,
                properties,
                corrects);
    }

    private TenantId tenant(@Nullable TenantId named) throws UnreadableEvent {
        if (named != null) {
            require(
                    subject == null || subject.equals(named.value()),
                    "the subject is another tenant than the request's");
            return named;
        }
        return TenantId.parse(needed(subject, "subject"))
                .orElseThrow(() -> new UnreadableEvent("the subject is no tenant"));
    }

    private Instant time() throws UnreadableEvent {
        try {
            return EventTime.parse(needed(timestamp == null ? time : timestamp, "time"));
        } catch (DateTimeException e) {
            throw new UnreadableEvent("the time is not RFC 3339 in UTC, such as 2026-01-31T12:00:00Z");
        }
    }

    private static BigDecimal quantity(JsonParser in) throws IOException, UnreadableEvent {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return BigDecimal.valueOf(in.getLongValue());
        }
        if (in.currentToken().isNumeric()) {
            BigDecimal number = in.getDecimalValue();
            boolean bounded = number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= LONGEST_SCALE;
            require(bounded, "the quantity is out of bounds");
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        String text = text(in, "quantity");
        require(QUANTITY.matcher(text).matches(), "the quantity is a decimal number");
        return new BigDecimal(text);
    }

    private static long duration(JsonParser in) throws IOException, UnreadableEvent {
        require(in.currentToken() == JsonToken.VALUE_NUMBER_INT, "duration_ms is a whole number");
        long millis = in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : in.getLongValue();
        require(millis >= 0, "duration_ms is a whole number from 0 on");
        return millis;
    }

    private static String text(JsonParser in, String field) throws IOException, UnreadableEvent {
        require(in.currentToken() == JsonToken.VALUE_STRING, field, " is a text");
        String text = sound(in.getText(), field);
        require(!text.isEmpty(), field, " has 1 to 256 characters");
        return text;
    }

    private static String sound(String text, String field) throws UnreadableEvent {
        require(text.length() <= LONGEST, field, " has at most 256 characters");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            require(c != 0 && (pair || !Character.isSurrogate(c)), field, " holds a character that is none");
            i += pair ? 1 : 0;
        }
        return text;
    }

    private static String needed(@Nullable String value, String field) throws UnreadableEvent {
        if (value == null) {
            throw new UnreadableEvent("it has no " + field);
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) throws UnreadableEvent {
        require(holds, otherwise, "");
    }

    /** The words are put together where they are needed: most events are sound. */
    private static void require(boolean holds, String field, String otherwise) throws UnreadableEvent {
        if (!holds) {
            throw new UnreadableEvent(field + otherwise);
        }
    }
}
