package io.pharos.alert.notify;

import io.pharos.alert.notify.Destination.Access;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Tls;
import io.pharos.tenancy.secret.Secrets;
import io.pharos.tsdb.engine.EngineLogin;
import io.pharos.tsdb.engine.EngineTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls Alertmanagers, whose addresses the operator gave: with their credentials and certificates, a deadline, a bound
 * on the answer and no redirects. Blocks; call it from virtual threads.
 */
@Singleton
public final class AlertmanagerClient {
    private static final int MAX_ANSWER = 64 * 1024 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What an Alertmanager answered. */
    public record Reply(int status, String body) {
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    private final Vertx vertx;
    private final Secrets secrets;
    private final Duration timeout;
    private final Map<Optional<Tls>, HttpClient> clients = new ConcurrentHashMap<>();

    public AlertmanagerClient(Vertx vertx, Secrets secrets, NotifyConfig config) {
        this.vertx = vertx;
        this.secrets = secrets;
        this.timeout = config.timeout();
    }

    /** Sends a request with a JSON body, or none where that is null. */
    public Reply call(String method, URI uri, Access access, byte @Nullable [] json) throws IOException {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        HttpClient client = clients.computeIfAbsent(Optional.ofNullable(access.tls()), this::client);
        RequestOptions options = options(method, uri, access);
        // On an event loop, so that the reply is listened to before more of it can come.
        vertx.runOnContext(loop -> client.request(options)
                .compose(request -> json == null ? request.send() : request.send(Buffer.buffer(json)))
                .compose(AlertmanagerClient::reply)
                .onSuccess(reply::complete)
                .onFailure(reply::completeExceptionally));
        try {
            return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private HttpClient client(Optional<Tls> tls) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(3_000)
                .setMaxPoolSize(64)
                .setVerifyHost(true);
        return vertx.createHttpClient(EngineTls.apply(tls.orElse(null), secrets, options));
    }

    private RequestOptions options(String method, URI uri, Access access) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(uri.toString())
                .setMethod(HttpMethod.valueOf(method))
                .setTimeout(timeout.toMillis())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json");
        String authorization = EngineLogin.authorization(access.credentials(), secrets);
        if (authorization != null) {
            options.putHeader("Authorization", authorization);
        }
        String name = access.tls() == null ? null : access.tls().serverName();
        if (name != null) {
            options.setServer(SocketAddress.inetSocketAddress(options.getPort(), options.getHost()));
            options.setHost(name);
        }
        return options;
    }

    private static Future<Reply> reply(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > MAX_ANSWER) {
                response.request().reset();
            }
        });
        return response.end().map(end -> new Reply(response.statusCode(), body.toString(StandardCharsets.UTF_8)));
    }

    /** Asks the members of an Alertmanager one after the other, since any can answer for all. */
    public Reply ask(Destination.Alertmanagers members, String method, String path, byte @Nullable [] json) {
        IOException last = new IOException("no members");
        for (URI member : members.addresses()) {
            try {
                Reply reply = call(method, URI.create(member + path), members.access(), json);
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
