package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How an engine wants to be asked: a user with a password, or a bearer token. Both secrets are references
 * ({@code file:…}, {@code env:…}), never values; exactly one of the two ways is given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(
        @Nullable String user,
        @Nullable String passwordRef,
        @Nullable String bearerRef) {
    public Credentials {
        boolean basic = user != null && passwordRef != null && bearerRef == null;
        boolean bearer = user == null && passwordRef == null && bearerRef != null;
        if (!basic && !bearer) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.malformed-credentials",
                    "Give an engine's credentials either as user and passwordRef, or as bearerRef.");
        }
    }

    public static Credentials basic(String user, String passwordRef) {
        return new Credentials(user, passwordRef, null);
    }

    public static Credentials bearer(String bearerRef) {
        return new Credentials(null, null, bearerRef);
    }
}
