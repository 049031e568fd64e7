package io.pharos.router.proxy;

import io.pharos.model.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the public route table: which methods on which path go to which service, and what they need. A segment of
 * the path is a literal, one {@code {name}}, or at the end one or more: {@code {name...}}.
 *
 * @param path the template, without the {@code /t/{tenant}} prefix
 * @param methods in capitals; GET stands for HEAD too
 * @param service the folder name of the service that answers
 * @param needed the scope that a token must hold; null where the service alone decides
 * @param errors the words of refusals
 * @param deadline the longest that the whole exchange may take
 * @param tenant whether a request must name a tenant; one that need not, of another service, is the operator's or, without
 *     a scope, open to whoever can sign what is sent
 */
public record Route(
        String path,
        Set<String> methods,
        String service,
        @Nullable Scope needed,
        ErrorShape errors,
        Duration deadline,
        boolean tenant) {
    /** The service that answers here, in this process. */
    public static final String OWN = "tenant-router";

    private static final Set<Scope> INGEST = Set.of(Scope.METRICS_WRITE, Scope.TRACES_WRITE, Scope.LOGS_WRITE);

    public Route {
        methods = Set.copyOf(methods);
        if (methods.isEmpty() || !path.startsWith("/") || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("not a route: " + path);
        }
        if (tenant && needed == null) {
            throw new IllegalArgumentException("a route of tenants names the scope that it needs: " + path);
        }
    }

    public Optional<Scope> scope() {
        return Optional.ofNullable(needed);
    }

    public boolean own() {
        return service.equals(OWN);
    }

    /** Whether the service behind lets anybody in, and decides by what is sent. */
    public boolean open() {
        return !own() && needed == null;
    }

    /** Whether senders push telemetry here, and would lose it on a 4xx that is not certain. */
    public boolean ingest() {
        return needed != null && INGEST.contains(needed);
    }

    public boolean takes(String method) {
        return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }
}
