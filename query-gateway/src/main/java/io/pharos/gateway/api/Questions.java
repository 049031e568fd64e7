package io.pharos.gateway.api;

import io.pharos.gateway.cost.Budgets;
import io.pharos.gateway.cost.Reservation;
import io.pharos.gateway.fairness.FairReader;
import io.pharos.gateway.isolation.ResponseWatch;
import io.pharos.gateway.metering.Account;
import io.pharos.gateway.metering.QueryMeter;
import io.pharos.gateway.queries.BlockRules;
import io.pharos.gateway.result.ChunkFramesStage;
import io.pharos.gateway.result.ForeignSeries;
import io.pharos.gateway.result.ResultForm;
import io.pharos.gateway.result.StoredSamplesStage;
import io.pharos.model.TenantId;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The way of a question to the tenant's engine and back: blocked by no rule, its cost reserved from the budget, what is kept of it or a
 * place at the engine, the result streamed, watched and settled. A question without a whole answer costs nothing.
 */
@Singleton
final class Questions {
    private final BlockRules rules;
    private final Budgets budgets;
    private final FairReader engines;
    private final RangeQueries ranges;
    private final ResponseWatch watch;
    private final QueryMeter meter;
    private final GatewayConfig config;

    @Inject
    Questions(
            BlockRules rules,
            Budgets budgets,
            FairReader engines,
            RangeQueries ranges,
            ResponseWatch watch,
            QueryMeter meter,
            GatewayConfig config) {
        this.rules = rules;
        this.budgets = budgets;
        this.engines = engines;
        this.ranges = ranges;
        this.watch = watch;
        this.meter = meter;
        this.config = config;
    }

    Future<?> ask(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Exchange exchange) {
        rules.check(reader.tenant(), reader.user(), ask.text());
        return budgets.reserve(
                        reader.route().tenant(),
                        reader.role(),
                        () -> ask.counting().expected())
                .compose(reservation -> {
                    exchange.reserved(reservation);
                    return asked(ask, endpoint, reader, exchange, account(ask, endpoint, reader, reservation));
                });
    }

    private Account account(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Reservation reservation) {
        QueryMeter.Asker asker = new QueryMeter.Asker(
                reader.tenant(), reader.context().environment(), reader.user(), reader.client(), endpoint.path());
        return new Account(meter, asker, ask.text(), ask.counting(), reservation);
    }

    private Future<?> asked(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Exchange exchange, Account account) {
        Supplier<Future<?>> stream =
                () -> stream(ask, delivery(ask, endpoint, reader, exchange, account), reader, exchange);
        return ask.read() instanceof TenantRead.Ranged range
                ? ranges.ask(range, account, reader, exchange, stream)
                : stream.get();
    }

    private Delivery delivery(Plan.Ask ask, Endpoint endpoint, ReadContext reader, Exchange exchange, Account account) {
        ResultForm form = ResultForm.of(ask.read());
        TenantId tenant = reader.tenant();
        ForeignSeries foreign = watch.listener(tenant, endpoint.path());
        return switch (form) {
            case JSON, EXPOSITION ->
                Delivery.of(account, form, watch.stage(tenant, endpoint.path(), form), exchange.acceptsGzip());
            case SAMPLES ->
                Delivery.ofStored(account, form, new StoredSamplesStage(tenant, config.maxStoredBytes(), foreign));
            case CHUNKS -> Delivery.ofStored(account, form, new ChunkFramesStage(tenant, foreign));
        };
    }

    private Future<?> stream(Plan.Ask ask, Delivery delivery, ReadContext reader, Exchange exchange) {
        return engines.read(reader.route(), ask.read(), delivery.enginePacks(), config.deadline(), exchange.gone())
                .compose(reply -> exchange.pass(reply, reader.route(), delivery))
                .onFailure(refusal -> delivery.fail());
    }
}
