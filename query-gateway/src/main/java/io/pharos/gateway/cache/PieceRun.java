package io.pharos.gateway.cache;

import io.pharos.gateway.cache.PieceReader.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Asks for pieces, so many at once and in their order, until all are read or one is not: then the others are given up.
 * Used from one event loop.
 */
final class PieceRun {
    private final List<Piece.Ask> asks;
    private final BiFunction<Piece.Ask, Future<Void>, Future<Outcome>> asker;
    private final Promise<Void> stop = Promise.promise();
    private final Promise<List<Outcome>> done = Promise.promise();
    private final List<Outcome> outcomes = new ArrayList<>();
    private int next;

    PieceRun(List<Piece.Ask> asks, BiFunction<Piece.Ask, Future<Void>, Future<Outcome>> asker) {
        this.asks = asks;
        this.asker = asker;
    }

    /** All outcomes, in no order; where a piece was not read, that piece's alone. */
    Future<List<Outcome>> start(int parallel, Future<Void> unwanted) {
        if (asks.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        unwanted.onSuccess(left -> stop.tryComplete());
        for (int i = 0; i < parallel; i++) {
            advance();
        }
        return done.future();
    }

    private void advance() {
        if (next >= asks.size() || done.future().isComplete()) {
            return;
        }
        Piece.Ask ask = asks.get(next++);
        Future.succeededFuture()
                .compose(start -> asker.apply(ask, stop.future()))
                .onSuccess(this::came)
                .onFailure(cause -> {
                    done.tryFail(cause);
                    stop.tryComplete();
                });
    }

    private void came(Outcome outcome) {
        if (outcome instanceof Outcome.Read) {
            outcomes.add(outcome);
            if (outcomes.size() == asks.size()) {
                done.tryComplete(outcomes);
            }
            advance();
        } else if (done.tryComplete(List.of(outcome))) {
            stop.tryComplete();
        }
    }
}
