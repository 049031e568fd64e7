package io.pharos.billing.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
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
        Said said = new Said().text(event.tenant().value()).text(event.source()).text(event.id());
        ByteBuffer hash = ByteBuffer.wrap(said.hash(sha));
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
        Said said = new Said()
                .number(event.time().getEpochSecond())
                .number(event.time().getNano())
                .text(event.resourceType())
                .text(event.serviceId())
                .text(event.userId())
                .text(plain(event.quantity()))
                .number(event.durationMs())
                .text(event.corrects() == null ? "" : event.corrects());
        if (!event.properties().isEmpty()) {
            new TreeMap<>(event.properties())
                    .forEach((name, value) -> said.text(name).text(value));
        }
        return ByteBuffer.wrap(said.hash(sha)).getLong();
    }

    private static String plain(BigDecimal quantity) {
        return quantity.scale() == 0
                ? quantity.toString()
                : quantity.stripTrailingZeros().toPlainString();
    }

    /** What is hashed, each text with its length before it, so that no two lists of texts are one. */
    private static final class Said {
        private byte[] bytes = new byte[256];
        private int size;

        Said number(long number) {
            room(Long.BYTES);
            ByteBuffer.wrap(bytes).putLong(size, number);
            size += Long.BYTES;
            return this;
        }

        Said text(String text) {
            byte[] utf8 = text.getBytes(UTF_8);
            room(2 + utf8.length);
            bytes[size++] = (byte) (utf8.length >>> 8);
            bytes[size++] = (byte) utf8.length;
            System.arraycopy(utf8, 0, bytes, size, utf8.length);
            size += utf8.length;
            return this;
        }

        byte[] hash(MessageDigest sha) {
            sha.update(bytes, 0, size);
            return sha.digest();
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (size + more));
            }
        }
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
