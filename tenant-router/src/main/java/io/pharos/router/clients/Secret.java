package io.pharos.router.clients;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret of 256 random bits in the moment it is made: shown once, stored as its hash, never printed. */
public record Secret(String value) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    public SecretHash hash() {
        return SecretHash.of(value);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
