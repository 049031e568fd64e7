package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.cost.Budget;
import io.pharos.gateway.metering.SamplesRead;
import io.vertx.core.http.HttpServerResponse;

/**
 * What an answer says of its cost in samples read: {@code X-Query-Cost} with who counted it, and how the tenant's
 * budget stands. A large answer begins before its cost is known: it has the estimate in its head, and what it came to
 * in a trailer.
 */
final class CostHeaders {
    private static final String COST = "X-Query-Cost";
    private static final String BASIS = "X-Query-Cost-Basis";

    private CostHeaders() {}

    static void budget(HttpServerResponse response, Budget budget) {
        response.putHeader("X-Query-Budget-Limit", Long.toString(budget.limit()))
                .putHeader("X-Query-Budget-Remaining", Long.toString(budget.remaining()))
                .putHeader("X-Query-Budget-Reset", Answer.seconds(budget.reset()));
    }

    static void expected(HttpServerResponse response, long samples) {
        response.putHeader(COST, Long.toString(samples))
                .putHeader(BASIS, SamplesRead.Basis.ESTIMATE.word())
                .putHeader("Trailer", COST + ", " + BASIS);
    }

    static void settled(HttpServerResponse response, SamplesRead read) {
        String cost = Long.toString(read.count());
        String basis = read.basis().word();
        if (response.headWritten()) {
            response.putTrailer(COST, cost).putTrailer(BASIS, basis);
        } else {
            response.putHeader(COST, cost).putHeader(BASIS, basis).headers().remove("Trailer");
        }
    }
}
