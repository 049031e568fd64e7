package io.pharos.gateway.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.gateway.fairness.EnginePlaces.Place;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnginePlacesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final EnginePlaces places = new EnginePlaces(vertx, new OnePlace(), new SimpleMeterRegistry());
    private final Promise<Void> leaves = Promise.promise();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Future<Place> enter(Duration patience) {
        return places.enter("shared", ACME, 1, patience, leaves.future());
    }

    private static Place await(Future<Place> place) throws Exception {
        return place.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsPastItsDeadlineIsRefusedAndNotSentLate() throws Exception {
        Place held = await(enter(LONG));
        assertThatThrownBy(() -> await(enter(Duration.ofMillis(20))))
                .cause()
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("query.waited-too-long");
                    assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(problem.retryAfter()).isPresent();
                });
        assertThat(held.leave())
                .as("how long it was held")
                .hasValueSatisfying(time -> assertThat(time).isPositive());
        await(enter(LONG));
    }

    @Test
    void whoWaitsIsNextAndAPlaceIsLeftOnce() throws Exception {
        Place held = await(enter(LONG));
        Future<Place> next = enter(LONG);
        assertThat(next.isComplete()).isFalse();
        assertThat(held.leave()).isPresent();
        assertThat(held.leave()).isEmpty();
        assertThat(await(next).leave()).isPresent();
    }

    @Test
    void whoseClientLeftWaitsNoMore() throws Exception {
        await(enter(LONG));
        Future<Place> next = enter(LONG);
        leaves.complete();
        assertThatThrownBy(() -> await(next))
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("query.unwanted"));
    }

    private record OnePlace() implements FairnessConfig {
        @Override
        public int places() {
            return 1;
        }

        @Override
        public int reserved() {
            return 0;
        }

        @Override
        public int tenantPlaces() {
            return 1;
        }

        @Override
        public int waitingPerTenant() {
            return 10;
        }

        @Override
        public Duration longestWait() {
            return LONG;
        }
    }
}
