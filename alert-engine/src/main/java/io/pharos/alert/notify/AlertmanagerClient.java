package io.pharos.alert.notify;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.secret.Secrets;
import io.pharos.tsdb.engine.EngineLogin;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls Alertmanagers, whose addresses the operator gave: with their credentials, a deadline, a bound on the answer and
 * no redirects. Blocks; call it from virtual threads.
 */
@Singleton
public final class AlertmanagerClient {
    private static final long MAX_ANSWER = 64L * 1024 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What an Alertmanager answered. */
    public record Reply(int status, String body) {
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    private final HttpClient client;
    private final Secrets secrets;
    private final Duration timeout;

    public AlertmanagerClient(Secrets secrets, NotifyConfig config) {
        this.secrets = secrets;
        this.timeout = config.timeout();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(3))
                .build();
    }

    /** Sends a request with a JSON body, or none where that is null. */
    public Reply call(String method, URI uri, @Nullable Credentials credentials, byte @Nullable [] json)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
        String authorization = EngineLogin.authorization(credentials, secrets);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> reply =
                    client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER));
            return new Reply(reply.statusCode(), reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Asks the members of an Alertmanager one after the other, since any can answer for all. */
    public Reply ask(Destination.Alertmanagers members, String method, String path, byte @Nullable [] json) {
        IOException last = new IOException("no members");
        for (URI member : members.addresses()) {
            try {
                Reply reply = call(method, URI.create(member + path), members.credentials(), json);
                if (reply.status() / 100 != 5) {
                    return reply;
                }
                last = new IOException("HTTP " + reply.status());
            } catch (IOException e) {
                last = e;
            }
        }
        throw Problem.of(
                        Kind.UNAVAILABLE,
                        "notify.alertmanager-unreachable",
                        "No member of the Alertmanager can be reached; try again in a moment.",
                        last)
                .retryAfter(RETRY_AFTER);
    }
}
