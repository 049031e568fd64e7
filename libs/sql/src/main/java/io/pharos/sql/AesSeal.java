package io.pharos.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.AesGcm;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals by {@link AesGcm} under a key that is derived from a secret and a purpose. */
public final class AesSeal implements Seal {
    private static final int SHORTEST_SECRET = 32;

    private final AesGcm cipher;
    private final String id;

    /** @param purpose tells the keys apart that are derived from one secret */
    public AesSeal(String secret, String purpose) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "the encryption secret has fewer than 32 characters: use 64 random hex digits");
        }
        try {
            byte[] key = derive(secret, purpose);
            this.cipher = new AesGcm(key);
            this.id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256 and SHA-256", e);
        }
    }

    private static byte[] derive(String secret, String purpose) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(purpose.getBytes(UTF_8));
    }

    /** Tells which key this is, without telling the key. */
    public String id() {
        return id;
    }

    @Override
    public byte[] close(String name, byte[] content) {
        return cipher.close(name, content);
    }

    @Override
    public byte[] open(String name, byte[] stored) {
        return cipher.open(name, stored);
    }
}
