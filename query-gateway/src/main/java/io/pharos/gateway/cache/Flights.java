package io.pharos.gateway.cache;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Questions on their way, so that whoever asks the same meanwhile waits for the same answer. A question is given up when
 * the last who waits for it has left. Thread-safe; each who waits is told on the context of its own.
 */
final class Flights<K, V> {
    private final Vertx vertx;
    private final Map<K, Flight<V>> flying = new HashMap<>();

    Flights(Vertx vertx) {
        this.vertx = vertx;
    }

    private static final class Flight<V> {
        private final Promise<V> answer = Promise.promise();
        private final Promise<Void> unwanted = Promise.promise();
        private int waiting;
    }

    /** An answer, and whether somebody else's question brought it. */
    record Landed<V>(V answer, boolean joined) {}

    /**
     * Asks, unless that is being asked already; {@code asker} is handed what completes when nobody waits any more.
     * {@code gone} completes when this one has left.
     */
    Future<Landed<V>> join(K key, Future<Void> gone, Function<Future<Void>, Future<V>> asker) {
        Flight<V> flight;
        boolean first;
        synchronized (flying) {
            first = !flying.containsKey(key);
            flight = flying.computeIfAbsent(key, k -> new Flight<>());
            flight.waiting++;
        }
        gone.onSuccess(left -> leave(key, flight));
        if (first) {
            Future.succeededFuture()
                    .compose(start -> asker.apply(flight.unwanted.future()))
                    .onComplete(done -> {
                        remove(key, flight);
                        flight.answer.handle(done);
                    });
        }
        return here(flight.answer.future()).map(answer -> new Landed<>(answer, !first));
    }

    private void leave(K key, Flight<V> flight) {
        boolean last;
        synchronized (flying) {
            last = --flight.waiting == 0;
            if (last) {
                flying.remove(key, flight);
            }
        }
        if (last) {
            flight.unwanted.tryComplete();
        }
    }

    private void remove(K key, Flight<V> flight) {
        synchronized (flying) {
            flying.remove(key, flight);
        }
    }

    private Future<V> here(Future<V> answer) {
        Context caller = vertx.getOrCreateContext();
        Promise<V> back = Promise.promise();
        answer.onComplete(done -> caller.runOnContext(run -> back.handle(done)));
        return back.future();
    }
}
