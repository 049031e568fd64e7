package io.pharos.router.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.router.limits.Concurrency;
import io.pharos.router.token.CredentialExchange;
import io.pharos.router.token.PresentedClient;
import io.pharos.tenancy.context.Access;
import io.pharos.tenancy.context.Admission;
import io.pharos.tenancy.context.EdgeRequest;
import io.pharos.tenancy.context.TenantContext;
import io.pharos.tenancy.context.TenantGate;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.TenantDirectory;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of every public request, in a fixed order of refusals: what cannot be read safely, what is not
 * routed, who may not, who is over a limit. What is the router's own goes on to its resources, the rest to its service.
 */
final class FrontDoor {
    private static final String PASSED = "pharos.front-door.passed";
    private static final String BEARER = "Bearer ";

    private final RouteTable table;
    private final TenantGate gate;
    private final TenantDirectory directory;
    private final CredentialExchange basic;
    private final TenantTurnstile turnstile;
    private final Forwarder forwarder;
    private final VisitLog log;
    private final ObjectMapper json;
    private final Vertx vertx;

    FrontDoor(
            RouteTable table,
            TenantGate gate,
            TenantDirectory directory,
            CredentialExchange basic,
            TenantTurnstile turnstile,
            Forwarder forwarder,
            VisitLog log,
            ObjectMapper json,
            Vertx vertx) {
        this.table = table;
        this.gate = gate;
        this.directory = directory;
        this.basic = basic;
        this.turnstile = turnstile;
        this.forwarder = forwarder;
        this.log = log;
        this.json = json;
        this.vertx = vertx;
    }

    void handle(RoutingContext exchange) {
        if (exchange.get(PASSED) != null) {
            exchange.next();
            return;
        }
        Visit visit = new Visit(exchange, json);
        log.follow(visit);
        try {
            receive(visit);
        } catch (RuntimeException refusal) {
            visit.refuse(refusal);
        }
    }

    private void receive(Visit visit) {
        HttpServerRequest request = visit.request();
        RequestPath path = RequestPath.parse(pathOf(request));
        RouteMatch.Found found = find(request.method().name(), path);
        Route route = found.route();
        visit.found(route);
        HeaderRules.requireSound(request.headers());
        requireOneTenant(request, path, found.parameters());
        if (route.own()) {
            receiveOwn(visit, path);
        } else if (route.open()) {
            Upstream upstream = new Upstream(withQuery(path, visit.request()), null, "", visit.trace());
            forwarder.forward(visit, route, upstream, Pin.NONE, turnstile.enter()::close);
        } else {
            receiveForService(visit, route, path);
        }
    }

    private RouteMatch.Found find(String method, RequestPath path) {
        return switch (table.match(method, path)) {
            case RouteMatch.Found found -> found;
            case RouteMatch.WrongMethod wrong ->
                throw Problem.of(
                        Kind.METHOD_NOT_ALLOWED,
                        "route.method-not-allowed",
                        "This path takes " + String.join(", ", wrong.allowed()) + ".");
            case RouteMatch.Unknown _ ->
                throw Problem.of(
                        Kind.NOT_FOUND,
                        "route.unknown-path",
                        "There is nothing at this path; see the documentation for the public paths.");
        };
    }

    /** The path as it was sent; absolute and asterisk forms are for proxies and servers that we are not. */
    private static String pathOf(HttpServerRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Header, prefix and the path's own parameter name one tenant, or are refused. */
    private static void requireOneTenant(HttpServerRequest request, RequestPath path, Map<String, String> parameters) {
        String header = request.getHeader(TenantId.HEADER);
        String prefix = path.tenant().map(TenantId::value).orElse(null);
        String parameter = parameters.get("tenant");
        if (differ(header, prefix) || differ(header, parameter) || differ(prefix, parameter)) {
            throw Problem.of(
                    Kind.MALFORMED, "tenant.conflict", "The header X-Tenant-ID and the path name different tenants.");
        }
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equals(other);
    }

    private void receiveOwn(Visit visit, RequestPath path) {
        RoutingContext exchange = visit.exchange();
        exchange.put(PASSED, true);
        if (path.tenant().isEmpty()) {
            exchange.next();
            return;
        }
        visit.request().headers().set(TenantId.HEADER, path.tenant().get().value());
        then(visit, authorization(visit.request(), path), bearer -> {
            bearer.ifPresent(value -> visit.request().headers().set(HttpHeaders.AUTHORIZATION, value));
            exchange.reroute(visit.request().method(), withQuery(path, visit.request()));
        });
    }

    private void receiveForService(Visit visit, Route route, RequestPath path) {
        Scope scope = route.scope().orElseThrow();
        CompletionStage<Optional<String>> authorization = authorization(visit.request(), path);
        then(visit, authorization, bearer -> {
            EdgeRequest edge = edge(visit.request(), path, bearer);
            then(
                    visit,
                    gate.admitAsync(edge, Access.to(scope, false)),
                    admission -> admitted(visit, route, path, admission, bearer.orElse("")));
        });
    }

    private void admitted(Visit visit, Route route, RequestPath path, Admission admission, String authorization) {
        Upstream upstream = new Upstream(withQuery(path, visit.request()), admission, authorization, visit.trace());
        switch (admission) {
            case TenantContext tenant -> {
                visit.admitted(tenant);
                Tenant known = directory.tenant(tenant.tenant());
                Concurrency.Place place =
                        turnstile.enter(tenant.tenant(), known.limits().requests(), route.ingest());
                forwarder.forward(visit, route, upstream, Pin.of(known, sender(visit, tenant)), place::close);
            }
            case Admission.Platform _ -> forwarder.forward(visit, route, upstream, Pin.NONE, () -> {});
            case Admission.Suite _ -> throw new IllegalStateException("services call each other directly");
        }
    }

    /** One agent of a tenant's: a client at an address. */
    private static String sender(Visit visit, TenantContext tenant) {
        return tenant.caller().clientId()
                + '@'
                + visit.request().remoteAddress().hostAddress();
    }

    /** The Authorization that goes on: Basic behind a prefix becomes that client's token, all else stays as it is. */
    private CompletionStage<Optional<String>> authorization(HttpServerRequest request, RequestPath path) {
        Optional<String> header = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION));
        boolean exchangeable = path.tenant().isPresent() && !path.path().startsWith("/oauth2/");
        Optional<PresentedClient> client = exchangeable ? header.flatMap(PresentedClient::basic) : Optional.empty();
        if (client.isEmpty()) {
            return CompletableFuture.completedFuture(header);
        }
        return basic.exchange(client.get(), request.remoteAddress().hostAddress())
                .thenApply(jwt -> Optional.of(BEARER + jwt));
    }

    private static EdgeRequest edge(HttpServerRequest request, RequestPath path, Optional<String> authorization) {
        return new EdgeRequest(
                request.headers().getAll(TenantId.HEADER),
                request.headers().getAll(Environment.HEADER),
                authorization.map(List::of).orElse(List.of()),
                path.tenant().map(TenantId::value).orElse(null));
    }

    private static String withQuery(RequestPath path, HttpServerRequest request) {
        String query = request.query();
        return query == null ? path.path() : path.path() + "?" + query;
    }

    /** Goes on with the answer on the visit's own event loop; the body waits meanwhile. */
    private <T> void then(Visit visit, CompletionStage<T> stage, Consumer<T> next) {
        if (stage.toCompletableFuture().isDone()) {
            stage.whenComplete((value, failure) -> step(visit, value, failure, next));
            return;
        }
        Context loop = vertx.getOrCreateContext();
        visit.request().pause();
        stage.whenComplete((value, failure) -> loop.runOnContext(now -> step(visit, value, failure, next)));
    }

    private static <T> void step(Visit visit, T value, @Nullable Throwable failure, Consumer<T> next) {
        if (failure != null) {
            visit.refuse(failure);
            return;
        }
        try {
            next.accept(value);
        } catch (RuntimeException refusal) {
            visit.refuse(refusal);
        }
    }
}
