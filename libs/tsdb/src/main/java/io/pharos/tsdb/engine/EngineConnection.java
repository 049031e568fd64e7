package io.pharos.tsdb.engine;

import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.http.LoopClients;
import io.pharos.tenancy.secret.Secrets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The connections to one engine, with its credentials as they were last read; a changed secret is found in time. */
final class EngineConnection {
    private final Vertx vertx;
    private final LoopClients clients;
    private final Engine engine;
    private final Secrets secrets;
    private final long secretsAge;
    private final AtomicLong readAt = new AtomicLong(System.nanoTime());
    private volatile @Nullable String authorization;

    EngineConnection(Vertx vertx, HttpClientOptions options, Engine engine, Secrets secrets, Duration secretsAge) {
        this.vertx = vertx;
        this.clients = new LoopClients(() -> vertx.createHttpClient(options));
        this.engine = engine;
        this.secrets = secrets;
        this.secretsAge = secretsAge.toNanos();
        this.authorization = EngineLogin.authorization(engine.credentials(), secrets);
    }

    Vertx vertx() {
        return vertx;
    }

    Future<HttpClientRequest> open(EngineRequest request) {
        refreshLogin();
        return clients.here().request(options(request));
    }

    private RequestOptions options(EngineRequest request) {
        RequestOptions options =
                new RequestOptions().setAbsoluteURI(request.url()).setMethod(request.method());
        options.setFollowRedirects(false);
        request.headers().forEach(options::putHeader);
        String login = authorization;
        if (login != null) {
            options.putHeader("Authorization", login);
        }
        return named(options);
    }

    /** Where the certificate bears another name than the address, TLS and Host use that name. */
    private RequestOptions named(RequestOptions options) {
        String serverName = engine.tls() == null ? null : engine.tls().serverName();
        if (serverName != null) {
            options.setServer(SocketAddress.inetSocketAddress(options.getPort(), options.getHost()));
            options.setHost(serverName);
        }
        return options;
    }

    /** Has the secret read again with the next request. */
    void loginWasRefused() {
        readAt.set(System.nanoTime() - secretsAge);
    }

    private void refreshLogin() {
        long read = readAt.get();
        long now = System.nanoTime();
        if (engine.credentials() == null || now - read < secretsAge || !readAt.compareAndSet(read, now)) {
            return;
        }
        vertx.executeBlocking(() -> String.valueOf(EngineLogin.authorization(engine.credentials(), secrets)), false)
                .onSuccess(login -> authorization = login);
    }

    void close() {
        clients.close();
    }
}
