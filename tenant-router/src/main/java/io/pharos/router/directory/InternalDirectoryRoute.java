package io.pharos.router.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.router.admin.Versions;
import io.pharos.tenancy.context.Access;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands the directory to the other services: {@code GET /internal/v1/directory} on the management interface, with a
 * service's token and by revision. A directory that PostgreSQL has not confirmed lately is not handed out: those who
 * pull must know that theirs grows old.
 */
@Singleton
class InternalDirectoryRoute {
    private static final String PATH = "/internal/v1/directory";
    private static final Duration CONFIRMED_WITHIN = Duration.ofSeconds(10);

    private final LocalDirectory directory;
    private final TenantGate gate;
    private final ObjectMapper json;
    private final AtomicReference<@Nullable Written> written = new AtomicReference<>();

    InternalDirectoryRoute(LocalDirectory directory, TenantGate gate, ObjectMapper json) {
        this.directory = directory;
        this.gate = gate;
        this.json = json;
    }

    /** The snapshot of one revision as it goes over the wire. */
    private record Written(long revision, String body) {}

    void register(@Observes ManagementInterface management) {
        management.router().get(PATH).handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        try {
            gate.admitAsync(InternalCall.edge(exchange), Access.to(Scope.INTERNAL, false))
                    .whenComplete((admission, refusal) -> {
                        if (refusal == null) {
                            sendOrRefuse(exchange);
                        } else {
                            InternalCall.refuse(exchange, refusal, json);
                        }
                    });
        } catch (Problem refusal) {
            InternalCall.refuse(exchange, refusal, json);
        }
    }

    private void sendOrRefuse(RoutingContext exchange) {
        try {
            requireConfirmed();
            send(exchange);
        } catch (Problem refusal) {
            InternalCall.refuse(exchange, refusal, json);
        }
    }

    private void send(RoutingContext exchange) {
        Written snapshot = current();
        String etag = Versions.etag(snapshot.revision());
        HttpServerResponse response = exchange.response().putHeader(HttpHeaders.ETAG, etag);
        if (etag.equals(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(snapshot.body());
        }
    }

    private Written current() {
        DirectorySnapshot snapshot = directory.snapshot();
        Written known = written.get();
        if (known != null && known.revision() == snapshot.revision()) {
            return known;
        }
        Written fresh = write(snapshot);
        written.set(fresh);
        return fresh;
    }

    private Written write(DirectorySnapshot snapshot) {
        try {
            return new Written(snapshot.revision(), json.writeValueAsString(snapshot));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireConfirmed() {
        if (directory.age().compareTo(CONFIRMED_WITHIN) > 0) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "directory.not-confirmed",
                    "The directory's database cannot be reached; go on with what you have.");
        }
    }
}
