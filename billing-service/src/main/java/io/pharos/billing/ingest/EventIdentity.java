package io.pharos.billing.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes an event the same event (tenant, source and id, never its time), and a digest of what it says. A key of a
 * UUIDv7 begins with the UUID's own milliseconds, so that keys come in order and old ones go by the day; a key of any
 * other id is all hash behind a first bit that is set.
 */
record EventIdentity(UUID key, long digest) {
    private static final int UUID_LENGTH = 36;

    static EventIdentity of(ReceivedEvent event) {
        MessageDigest sha = sha256();
        return new EventIdentity(key(event, sha), digest(event, sha));
    }

    /** The key of something that has no id of its own but a place that stays, such as a topic's offset. */
    static UUID ofPlace(String place) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(place.getBytes(UTF_8)));
        return otherKey(hash);
    }

    /** When the id was made, where it is a UUIDv7. */
    static Optional<Instant> madeAt(String id) {
        return Optional.ofNullable(ordered(id)).map(uuid -> Instant.ofEpochMilli(millis(uuid)));
    }

    private static UUID key(ReceivedEvent event, MessageDigest sha) {
        add(sha, event.tenant().value());
        add(sha, event.source());
        add(sha, event.id());
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        UUID ordered = ordered(event.id());
        if (ordered == null) {
            return otherKey(hash);
        }
        long high = (millis(ordered) << 16) | (hash.getShort() & 0xFFFFL);
        return new UUID(high, hash.getLong());
    }

    private static UUID otherKey(ByteBuffer hash) {
        return new UUID(hash.getLong() | Long.MIN_VALUE, hash.getLong());
    }

    private static long digest(ReceivedEvent event, MessageDigest sha) {
        add(sha, event.time().getEpochSecond());
        add(sha, event.time().getNano());
        add(sha, event.resourceType());
        add(sha, event.serviceId());
        add(sha, event.userId());
        add(sha, plain(event.quantity()));
        add(sha, event.durationMs());
        add(sha, event.corrects() == null ? "" : event.corrects());
        if (!event.properties().isEmpty()) {
            new TreeMap<>(event.properties()).forEach((name, value) -> {
                add(sha, name);
                add(sha, value);
            });
        }
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    private static String plain(BigDecimal quantity) {
        return quantity.scale() == 0
                ? quantity.toString()
                : quantity.stripTrailingZeros().toPlainString();
    }

    private static void add(MessageDigest sha, long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha.update((byte) (number >>> shift));
        }
    }

    /** With its length before it, so that no two lists of texts are one. */
    private static void add(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        sha.update((byte) (bytes.length >>> 8));
        sha.update((byte) bytes.length);
        sha.update(bytes);
    }

    /** The id as a UUIDv7, where it is one in its usual spelling. */
    private static @Nullable UUID ordered(String id) {
        if (id.length() != UUID_LENGTH || id.charAt(14) != '7') {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equalsIgnoreCase(id) ? uuid : null;
        } catch (IllegalArgumentException otherwiseMade) {
            return null;
        }
    }

    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
