package io.pharos.tenancy.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.AesGcm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Keeps tenants' secrets by {@link AesGcm}; the service's key is a secret by reference, looked up each time. */
public final class SecretBox {
    private final Secrets secrets;
    private final SecretRef reference;

    /** A box under the key that lies there. */
    public SecretBox(Secrets secrets, SecretRef reference) {
        this.secrets = secrets;
        this.reference = reference;
    }

    public byte[] close(String name, String secret) {
        return cipher().close(name, secret.getBytes(UTF_8));
    }

    public String open(String name, byte[] kept) {
        return new String(cipher().open(name, kept), UTF_8);
    }

    private AesGcm cipher() {
        byte[] secret = secrets.resolve(reference).getBytes(UTF_8);
        try {
            return new AesGcm(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
