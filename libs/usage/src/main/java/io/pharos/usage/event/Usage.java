package io.pharos.usage.event;

import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that a tenant's user used: how much of which resource, for how long, when. The quantity counts in the
 * resource's own unit (samples, queries, bytes).
 */
public record Usage(
        TenantId tenant,
        String userId,
        String resourceType,
        long quantity,
        Duration duration,
        Instant at,
        Map<String, String> properties) {
    private static final Pattern RESOURCE = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final int MAX_USER = 256;
    private static final int MAX_PROPERTIES = 16;
    private static final int MAX_PROPERTY = 256;

    public Usage {
        require(RESOURCE.matcher(resourceType).matches(), "a resource type is a short lower-case word");
        require(!userId.isEmpty() && userId.length() <= MAX_USER, "a user id is 1 to 256 characters");
        require(quantity >= 0 && !duration.isNegative(), "nobody uses less than nothing");
        require(properties.size() <= MAX_PROPERTIES, "at most 16 properties");
        properties.forEach((name, value) ->
                require(name.length() + value.length() <= MAX_PROPERTY, "a property is 256 characters at most"));
        properties = Map.copyOf(properties);
    }

    public static Usage of(
            TenantId tenant, String userId, String resourceType, long quantity, Duration duration, Instant at) {
        return new Usage(tenant, userId, resourceType, quantity, duration, at, Map.of());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
