package io.pharos.router.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts at rest by AES-256-GCM under the key-encryption key, bound to a name, so that one row's content cannot
 * stand in another. The key is derived from the configured secret; the stored form is nonce and ciphertext.
 */
public final class KeyCipher {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST_SECRET = 32;

    private final SecretKey key;
    private final String id;
    private final SecureRandom random = new SecureRandom();

    public KeyCipher(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "the key-encryption secret has fewer than 32 characters: use 64 random hex digits");
        }
        byte[] derived = derive(secret);
        this.key = new SecretKeySpec(derived, "AES");
        this.id = HexFormat.of().formatHex(Sha256.of(derived), 0, 8);
    }

    /** Tells which key-encryption key this is, without telling the key. */
    public String id() {
        return id;
    }

    public byte[] encrypt(String name, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, name, nonce, content);
        byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
        return stored;
    }

    /** The content, or an {@link IllegalStateException} where it was stored under another key or name, or changed. */
    public byte[] decrypt(String name, byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, name, nonce, Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    private byte[] run(int mode, String name, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is stored as " + name + " was not encrypted with this key", e);
        }
    }

    private static byte[] derive(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal("pharos tenant-router encryption at rest".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
