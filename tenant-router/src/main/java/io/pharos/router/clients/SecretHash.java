package io.pharos.router.clients;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.router.keys.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of a secret of 256 random bits, in hex: all that is stored of it. Compared in constant time. */
public record SecretHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SecretHash {
        if (!FORM.matcher(hex).matches()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "client.malformed-secret-hash",
                    "Give a secret's SHA-256 as 64 lower-case hex digits.");
        }
    }

    /** The hash of a secret as it is presented. */
    public static SecretHash of(String secret) {
        return of(Sha256.of(secret));
    }

    static SecretHash of(byte[] sha256) {
        return new SecretHash(HexFormat.of().formatHex(sha256));
    }

    public boolean matches(SecretHash presented) {
        return MessageDigest.isEqual(bytes(), presented.bytes());
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
