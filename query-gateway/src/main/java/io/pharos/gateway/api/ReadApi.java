package io.pharos.gateway.api;

import io.pharos.gateway.isolation.Attempts;
import io.pharos.gateway.metadata.Metadata;
import io.pharos.gateway.request.Arguments;
import io.pharos.gateway.request.Parameters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
    private final Planners planners;
    private final Metadata metadata;
    private final Questions questions;
    private final Attempts attempts;
    private final GatewayConfig config;
    private final GatewayMetrics metrics;
    private final Clock clock;

    @Inject
    ReadApi(
            Door door,
            Planners planners,
            Metadata metadata,
            Questions questions,
            Attempts attempts,
            GatewayConfig config,
            GatewayMetrics metrics,
            Clock clock) {
        this.door = door;
        this.planners = planners;
        this.metadata = metadata;
        this.questions = questions;
        this.attempts = attempts;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Exchange exchange = new Exchange(routing, metrics, attempts);
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
        Future<Buffer> body = FormBody.read(request, config.maxFormBytes(), config.formDeadline());
        Context context = Vertx.currentContext();
        return door.enter(request.headers(), context)
                .onSuccess(exchange::admitted)
                .compose(reader -> door.count(reader)
                        .map(exchange::counted)
                        .compose(granted -> body)
                        .compose(whole -> answer(path, whole, reader, exchange)));
    }

    private Future<?> answer(Path path, Buffer body, ReadContext reader, Exchange exchange) {
        return switch (plan(path, body, reader, exchange)) {
            case Plan.Known known -> exchange.answer(known.answer());
            case Plan.Explain explain -> exchange.answer(explain.query().answer(exchange.language()));
            case Plan.Describe describe ->
                metadata.of(reader.tenant(), describe.question()).compose(exchange::answer);
            case Plan.Ask ask -> questions.ask(ask, path.endpoint(), reader, exchange);
        };
    }

    private Plan plan(Path path, Buffer body, ReadContext reader, Exchange exchange) {
        if (path.endpoint().takesMessage()) {
            return planners.stored().plan(body, reader, clock.instant());
        }
        Arguments arguments = new Arguments(Parameters.parse(exchange.urlQuery(), FormBody.text(body)));
        return planners.planner().plan(path, arguments, reader, clock.instant());
    }
}
