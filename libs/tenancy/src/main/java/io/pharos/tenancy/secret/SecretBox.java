package io.pharos.tenancy.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps tenants' secrets encrypted by AES-256-GCM, each bound to its name, so that one cannot stand in another's place;
 * the service's key is a secret by reference.
 */
public final class SecretBox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Secrets secrets;
    private final SecretRef reference;
    private final SecureRandom random = new SecureRandom();

    /** A box under the key that lies there. */
    public SecretBox(Secrets secrets, SecretRef reference) {
        this.secrets = secrets;
        this.reference = reference;
    }

    public byte[] close(String name, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] closed = run(Cipher.ENCRYPT_MODE, name, nonce, secret.getBytes(StandardCharsets.UTF_8));
        byte[] kept = Arrays.copyOf(nonce, NONCE + closed.length);
        System.arraycopy(closed, 0, kept, NONCE, closed.length);
        return kept;
    }

    public String open(String name, byte[] kept) {
        byte[] nonce = Arrays.copyOf(kept, NONCE);
        byte[] closed = Arrays.copyOfRange(kept, NONCE, kept.length);
        return new String(run(Cipher.DECRYPT_MODE, name, nonce, closed), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String name, byte[] nonce, byte[] text) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256")
                    .digest(secrets.resolve(reference).getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept key cannot be read: was the encryption key changed?", e);
        }
    }
}
