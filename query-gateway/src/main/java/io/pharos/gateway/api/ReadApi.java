package io.pharos.gateway.api;

import io.pharos.gateway.fairness.FairReader;
import io.pharos.gateway.metering.QueryMeter;
import io.pharos.gateway.request.Arguments;
import io.pharos.gateway.request.Parameters;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The way of a request through the gateway, on its event loop: shape → token and scope → quota → parameters → parse,
 * limit and enforce → a place at the tenant's engine → the result streamed back. The first refusal is the answer.
 */
@Singleton
final class ReadApi implements Handler<RoutingContext> {
    private final Door door;
    private final Planner planner;
    private final FairReader engines;
    private final RangeQueries ranges;
    private final QueryMeter meter;
    private final GatewayConfig config;
    private final GatewayMetrics metrics;
    private final Clock clock;

    @Inject
    ReadApi(
            Door door,
            Planner planner,
            FairReader engines,
            RangeQueries ranges,
            QueryMeter meter,
            GatewayConfig config,
            GatewayMetrics metrics,
            Clock clock) {
        this.door = door;
        this.planner = planner;
        this.engines = engines;
        this.ranges = ranges;
        this.meter = meter;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Exchange exchange = new Exchange(routing, metrics);
        try {
            Path path = RequestShape.path(request);
            exchange.about(path.endpoint());
            RequestShape.check(request, path.endpoint());
            serve(path, request, exchange).onFailure(exchange::refuse);
        } catch (RuntimeException refusal) {
            exchange.refuse(refusal);
        }
    }

    private Future<?> serve(Path path, HttpServerRequest request, Exchange exchange) {
        Future<String> form = FormBody.read(request, config.maxFormBytes(), config.formDeadline());
        Context context = Vertx.currentContext();
        return door.enter(request.headers(), context)
                .compose(reader -> door.count(reader)
                        .map(exchange::counted)
                        .compose(granted -> form)
                        .compose(text -> answer(path, text, reader, exchange)));
    }

    private Future<?> answer(Path path, String form, ReadContext reader, Exchange exchange) {
        Arguments arguments = new Arguments(Parameters.parse(exchange.urlQuery(), form));
        return switch (planner.plan(path, arguments, reader, clock.instant())) {
            case Plan.Known known -> exchange.answer(known.answer());
            case Plan.Explain explain -> exchange.answer(explain.query().answer(exchange.language()));
            case Plan.Ask ask -> ask(ask, path.endpoint(), reader, exchange);
        };
    }

    private Future<?> ask(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Exchange exchange) {
        return ask.read() instanceof TenantRead.Ranged range
                ? ranges.ask(range, ask.counting(), reader, exchange, () -> stream(ask, endpoint, reader, exchange))
                : stream(ask, endpoint, reader, exchange);
    }

    private Future<?> stream(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Exchange exchange) {
        QueryMeter.Asker asker = new QueryMeter.Asker(reader.tenant(), reader.user(), endpoint.path());
        Delivery delivery = new Delivery(meter, asker, ask.counting(), exchange.acceptsGzip());
        return engines.read(reader.route(), ask.read(), delivery.enginePacks(), config.deadline(), exchange.gone())
                .compose(reply -> exchange.pass(reply, reader.route(), delivery));
    }
}
