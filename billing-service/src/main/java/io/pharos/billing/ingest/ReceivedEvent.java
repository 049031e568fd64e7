package io.pharos.billing.ingest;

import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as it came, understood but not judged yet; {@code corrects} names another event of the same source.
 * Time is kept to the microsecond, as it is stored.
 */
record ReceivedEvent(
        TenantId tenant,
        String source,
        String id,
        Instant time,
        String resourceType,
        String serviceId,
        String userId,
        BigDecimal quantity,
        long durationMs,
        Map<String, String> properties,
        @Nullable String corrects) {
    ReceivedEvent {
        time = time.truncatedTo(ChronoUnit.MICROS);
        properties = Map.copyOf(properties);
    }

    /** The same event from another source: a client's own word for its source does not count. */
    ReceivedEvent from(String other) {
        return new ReceivedEvent(
                tenant, other, id, time, resourceType, serviceId, userId, quantity, durationMs, properties, corrects);
    }

    /** The same quantity as if used at another time and place. */
    ReceivedEvent as(Instant otherTime, String service, String user, Map<String, String> others) {
        return new ReceivedEvent(
                tenant, source, id, otherTime, resourceType, service, user, quantity, durationMs, others, corrects);
    }

    /** As it is kept where it is set aside, in the form in which it can be read again. */
    Map<String, Object> document() {
        Map<String, Object> data = new TreeMap<>();
        data.put("resource_type", resourceType);
        data.put("quantity", quantity.toPlainString());
        data.put("duration_ms", durationMs);
        data.put("properties", properties);
        told(data, "service_id", serviceId);
        told(data, "user_id", userId);
        told(data, "corrects", corrects);
        return Map.of("subject", tenant.value(), "source", source, "id", id, "time", time.toString(), "data", data);
    }

    private static void told(Map<String, Object> data, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            data.put(field, value);
        }
    }
}
