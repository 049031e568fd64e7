package io.pharos.tenancy.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token from tenant-router by the service's own client id and secret; renewed at two thirds of its life. */
public final class ClientCredentials implements ServiceIdentity {
    private static final long MAX_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "grant_type=client_credentials&scope=internal";

    /** Who we are and where tokens are issued; the secret is read anew each time, so that it can be rotated. */
    public record Client(URI tokenUrl, String id, Supplier<String> secret) {}

    private record Held(String token, Instant expiresAt) {}

    private final SuiteHttp http;
    private final Client client;
    private final Clock clock;
    private volatile @Nullable Held held;

    public ClientCredentials(SuiteHttp http, Client client, Clock clock) {
        this.http = http;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String token() {
        Held now = held;
        if (now == null || !clock.instant().isBefore(now.expiresAt)) {
            throw Problem.of(
                            Kind.UNAVAILABLE,
                            "identity.no-token",
                            "This service has no valid token of its own right now; send the request again later.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return now.token;
    }

    /** Gets a fresh token; returns after how long to do so again. */
    public Duration renew() throws IOException {
        Reply reply = http.postForm(client.tokenUrl(), Map.of("Authorization", basic()), FORM, MAX_BYTES);
        if (reply.status() != 200) {
            throw new IOException(client.tokenUrl() + " answered " + reply.status() + " to client " + client.id());
        }
        JsonNode body = JSON.readTree(reply.body());
        String token = body.path("access_token").asText();
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong());
        if (token.isEmpty() || !life.isPositive()) {
            throw new IOException(client.tokenUrl() + " answered without a token");
        }
        held = new Held(token, clock.instant().plus(life));
        return life.multipliedBy(2).dividedBy(3);
    }

    private String basic() {
        byte[] pair = (client.id() + ":" + client.secret().get()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
