package io.pharos.router.token;

import io.pharos.router.token.OAuthRefusal.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The id and secret that a client presents, in a Basic header or in the form (RFC 6749 §2.3.1); never printed. */
public record PresentedClient(String id, String secret) {
    private static final String BASIC = "basic ";
    private static final int MAX_LENGTH = 512;

    /** Reads the one place where they are given; both, neither or nonsense is refused. */
    static PresentedClient of(@Nullable String authorization, @Nullable String id, @Nullable String secret) {
        if (authorization == null) {
            if (id == null || secret == null) {
                throw new OAuthRefusal(
                        Fault.INVALID_CLIENT, "Send client_id and client_secret, by HTTP Basic or in the form.");
            }
            return new PresentedClient(id, secret);
        }
        if (secret != null) {
            throw new OAuthRefusal(Fault.INVALID_REQUEST, "Send the client's secret in one place only.");
        }
        return basic(authorization)
                .map(PresentedClient::formDecoded)
                .orElseThrow(() -> new OAuthRefusal(
                        Fault.INVALID_CLIENT, "The Authorization header is not Basic with an id and a secret."));
    }

    /** What a Basic header holds, or empty where it is no Basic header or malformed. */
    public static Optional<PresentedClient> basic(String authorization) {
        if (authorization.length() > MAX_LENGTH
                || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        Optional<String> decoded =
                base64(authorization.substring(BASIC.length()).trim());
        int colon = decoded.orElse("").indexOf(':');
        return colon <= 0
                ? Optional.empty()
                : decoded.map(text -> new PresentedClient(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "PresentedClient[" + id + "]";
    }

    private static Optional<String> base64(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PresentedClient formDecoded(PresentedClient raw) {
        try {
            return new PresentedClient(
                    URLDecoder.decode(raw.id, StandardCharsets.UTF_8),
                    URLDecoder.decode(raw.secret, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal(Fault.INVALID_CLIENT, "The id and secret are not form-encoded.");
        }
    }
}
