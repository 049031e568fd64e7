package io.pharos.tsdb.read;

import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.engine.EngineRequest;
import io.pharos.tsdb.engine.EngineUse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The only type that reads a time-series database. It puts enforced questions and nothing else: one canonical request
 * with parameters made here, the engine's own headers and credentials, and nothing of what the client sent.
 */
@Singleton
public final class TenantReader {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final EngineClients clients;

    @Inject
    public TenantReader(EngineClients clients) {
        this.clients = clients;
    }

    /**
     * Puts the question to the tenant's engine. The reply's body is still to come, gzipped only where that was
     * {@code acceptGzip}; all of it ends by the deadline, and when {@code unwanted} completes before the reply the
     * engine is told to stop. Fails with a Problem where the engine does not answer.
     */
    public Future<EngineReply> read(
            EngineRoute route, TenantRead read, boolean acceptGzip, Duration deadline, Future<Void> unwanted) {
        if (!route.tenant().id().equals(read.tenant())) {
            throw new IllegalArgumentException("a question of " + read.tenant() + " on the way to another's engine");
        }
        EngineRequest request = request(route, read, acceptGzip, deadline);
        return clients.client(route.engine(), EngineUse.READ).send(request, unwanted);
    }

    private static EngineRequest request(EngineRoute route, TenantRead read, boolean acceptGzip, Duration deadline) {
        Map<String, String> headers = new TreeMap<>(route.headers());
        headers.put("Accept-Encoding", acceptGzip ? "gzip" : "identity");
        String url = route.queryUrl() + CanonicalForm.path(read);
        String form = CanonicalForm.text(read);
        return switch (read) {
            // Prometheus has no POST for these two.
            case TenantRead.LabelValues v -> get(url, form, headers, deadline);
            case TenantRead.Federation f -> get(url, form, headers, deadline);
            case TenantRead.Stored stored -> remoteRead(url, stored, headers, deadline);
            case TenantRead.Instantaneous i -> post(url, form, headers, deadline);
            case TenantRead.Ranged r -> post(url, form, headers, deadline);
            case TenantRead.Exemplars e -> post(url, form, headers, deadline);
            case TenantRead.Series s -> post(url, form, headers, deadline);
            case TenantRead.LabelNames n -> post(url, form, headers, deadline);
        };
    }

    private static EngineRequest get(String url, String form, Map<String, String> headers, Duration deadline) {
        return new EngineRequest(HttpMethod.GET, url + '?' + form, headers, Buffer.buffer(), deadline);
    }

    private static EngineRequest post(String url, String form, Map<String, String> headers, Duration deadline) {
        headers.put("Content-Type", FORM);
        return new EngineRequest(HttpMethod.POST, url, headers, Buffer.buffer(form), deadline);
    }

    private static EngineRequest remoteRead(
            String url, TenantRead.Stored stored, Map<String, String> headers, Duration deadline) {
        headers.put("Content-Type", "application/x-protobuf");
        headers.put("Content-Encoding", "snappy");
        headers.put("X-Prometheus-Remote-Read-Version", "0.1.0");
        return new EngineRequest(HttpMethod.POST, url, headers, Buffer.buffer(StoredBody.of(stored)), deadline);
    }
}
