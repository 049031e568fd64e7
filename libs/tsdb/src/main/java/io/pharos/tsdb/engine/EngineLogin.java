package io.pharos.tsdb.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Turns an engine's credentials, given by reference, into the header Authorization. */
public final class EngineLogin {
    private EngineLogin() {}

    /** The header's value, or null where no credentials are given. */
    public static @Nullable String authorization(@Nullable Credentials credentials, Secrets secrets) {
        if (credentials == null) {
            return null;
        }
        String bearer = credentials.bearerRef();
        if (bearer != null) {
            return "Bearer " + secrets.resolve(SecretRef.parse(bearer));
        }
        String user = credentials.user();
        String password = credentials.passwordRef();
        if (user == null || password == null) {
            throw new IllegalArgumentException("credentials without a user and without a bearer");
        }
        String pair = user + ":" + secrets.resolve(SecretRef.parse(password));
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
