package io.pharos.wire.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What happens to card numbers in what tenants write: refused, or masked as {@code card-} and eight hexadecimal digits
 * of a keyed digest (HMAC-SHA-256), so that two numbers stay two and none can be found by trying all. The key is never
 * printed.
 */
public final class CardGuard {
    private static final byte[] MASK = "card-".getBytes(US_ASCII);
    private static final byte[] HIDDEN = "[card number]".getBytes(US_ASCII);
    private static final int DIGEST_BYTES = 4;
    private static final String HMAC = "HmacSHA256";

    /** Refuses every card number. */
    public static final CardGuard REFUSE = new CardGuard(null);

    private final @Nullable SecretKeySpec key;

    private CardGuard(@Nullable SecretKeySpec key) {
        this.key = key;
    }

    /** Masks card numbers by that key, which all replicas share; at least 16 bytes. */
    public static CardGuard mask(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("the key of the card guard has 16 bytes at least");
        }
        return new CardGuard(new SecretKeySpec(key, HMAC));
    }

    public boolean masks() {
        return key != null;
    }

    /** Whether the text holds a card number. */
    public static boolean isIn(byte[] bytes, int from, int to) {
        return CardNumbers.isPossible(bytes, from, to) && CardNumbers.first(bytes, from, to) != null;
    }

    /** The text with each card number masked; only where {@link #masks}. */
    public byte[] masked(byte[] bytes, int from, int to) {
        return replaced(bytes, from, to, this::mask);
    }

    /** A text for people, with card numbers left out. */
    public static String hidden(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (!CardNumbers.isPossible(bytes, 0, bytes.length)) {
            return text;
        }
        return new String(replaced(bytes, 0, bytes.length, found -> HIDDEN), UTF_8);
    }

    private interface Replacement {
        byte[] of(CardNumbers.Found found);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, Replacement replacement) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(to - from);
        int at = from;
        for (CardNumbers.Found found = CardNumbers.first(bytes, at, to);
                found != null;
                found = CardNumbers.first(bytes, at, to)) {
            text.write(bytes, at, found.from() - at);
            text.writeBytes(replacement.of(found));
            at = found.to();
        }
        text.write(bytes, at, to - at);
        return text.toByteArray();
    }

    private byte[] mask(CardNumbers.Found found) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] digest = Arrays.copyOf(mac.doFinal(found.digits()), DIGEST_BYTES);
            byte[] hex = HexFormat.of().formatHex(digest).getBytes(US_ASCII);
            byte[] mask = Arrays.copyOf(MASK, MASK.length + hex.length);
            System.arraycopy(hex, 0, mask, MASK.length, hex.length);
            return mask;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
