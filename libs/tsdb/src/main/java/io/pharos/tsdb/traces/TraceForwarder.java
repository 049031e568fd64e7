package io.pharos.tsdb.traces;

import io.pharos.lineage.Lineage;
import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.TraceEndpoint;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.engine.EngineReply;
import io.pharos.tsdb.engine.EngineRequest;
import io.pharos.tsdb.engine.EngineUse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes traces on as they came, to the one address that the directory names for the tenant, by the clients of engines:
 * with their own bound, breaker, credentials and certificates, and following no redirect.
 */
@Singleton
public final class TraceForwarder {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration UNTIL_CORRECTED = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final EngineClients clients;
    private final Lineage lineage;

    @Inject
    public TraceForwarder(EngineClients clients, Lineage lineage) {
        this.clients = clients;
        this.lineage = lineage;
    }

    /** What the endpoint answered, where it is the sender's to know. */
    public record Reply(int status, @Nullable String contentType, Buffer body) {}

    /** Completes with a 2xx or a refusal of the content; fails with a problem where it may pass later. */
    public Future<Reply> forward(TenantId tenant, TraceEndpoint to, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(TenantId.HEADER, tenant.value());
        EngineRequest request = new EngineRequest(HttpMethod.POST, to.url(), all, Buffer.buffer(body), DEADLINE);
        return Future.succeededFuture()
                .compose(start ->
                        clients.client(asEngine(tenant, to), EngineUse.WRITE).send(request))
                .compose(reply -> reply.body(LONGEST_ANSWER).map(answer -> read(reply, answer)))
                .onSuccess(reply -> lineage.passed(
                        tenant, Lineage.HERE, URI.create(to.url()).getAuthority(), "traces", body.length));
    }

    private static Reply read(EngineReply reply, Buffer answer) {
        int status = reply.status();
        if (status >= 200 && status < 300 || status == 400 || status == 413 || status == 422) {
            return new Reply(status, reply.header("Content-Type"), answer);
        }
        if (status == 429) {
            throw Problem.of(Kind.RATE_LIMITED, "traces.rate", "The tenant's trace endpoint is over its rate.")
                    .retryAfter(wait(reply.header("Retry-After")));
        }
        boolean ours = status < 500 && status != 408;
        throw Problem.of(
                        Kind.UNAVAILABLE,
                        "traces.failed",
                        "The tenant's trace endpoint answered " + status
                                + (ours
                                        ? " to us; the operator has to correct it in the directory."
                                        : "; try again later."))
                .retryAfter(ours ? UNTIL_CORRECTED : wait(reply.header("Retry-After")));
    }

    private static Duration wait(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,3}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : SOON;
    }

    /** The clients know engines; an endpoint is one that is only written to. */
    private static Engine asEngine(TenantId tenant, TraceEndpoint to) {
        return new Engine(
                "traces-" + tenant,
                EngineKind.PROMETHEUS,
                new Dialect(Dialect.Family.PROMETHEUS, 2, 0),
                to.url(),
                to.url(),
                to.credentials(),
                Map.of(),
                to.tls());
    }
}
