package io.pharos.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pharos.alert.notify.Destination.Access;
import io.pharos.alert.series.Labels;
import io.pharos.alert.suite.AlertRecorder;
import io.pharos.alert.suite.Settings;
import io.pharos.alert.suite.Until;
import io.pharos.model.Environment;
import io.pharos.tenancy.testing.Tenants;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an evaluation took for sent reaches an Alertmanager that fails for a while, and nothing that is over does. */
class OutletTest {
    private static final Instant NOW = Instant.now();

    private final Vertx vertx = Vertx.vertx();
    private final AlertRecorder alertmanager = new AlertRecorder();
    private final AtomicInteger asked = new AtomicInteger();
    private final Outlet outlet = new Outlet(
                    new Owner(Tenants.ACME, Environment.PROD, false),
                    URI.create("http://" + alertmanager.address()),
                    new Access(null, null),
                    new Outlet.Work(
                            new AlertmanagerClient(vertx, reference -> "", Settings.of(NotifyConfig.class, Map.of())),
                            delivery -> {},
                            new NotifyMetrics(new SimpleMeterRegistry()),
                            100,
                            64))
            .start();

    @AfterEach
    void close() {
        outlet.close();
        alertmanager.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsNotTakenIsSentAgainUntilItIs() throws Throwable {
        alertmanager.answer(told -> asked.incrementAndGet() < 3 ? 503 : alertmanager.keep(told));

        outlet.put(List.of(alert("a", "first", 300)));

        Until.isTrue(() -> told().equals(List.of("a first")));
        assertThat(asked).hasValue(3);
    }

    @Test
    void newsTakesThePlaceOfWhatWasNotTaken() throws Throwable {
        alertmanager.answer(told -> {
            asked.incrementAndGet();
            return 503;
        });
        outlet.put(List.of(alert("a", "first", 300), alert("b", "first", 300)));
        Until.isTrue(() -> asked.get() > 0);

        outlet.put(List.of(alert("a", "second", 300)));
        alertmanager.answer(alertmanager::keep);

        Until.isTrue(() -> told().size() == 2);
        assertThat(told()).containsExactly("b first", "a second");
    }

    @Test
    void whatIsRefusedIsNotSentAgain() throws Throwable {
        alertmanager.answer(told -> {
            boolean poisoned = told.toString().contains("poison");
            asked.addAndGet(poisoned ? 1 : 0);
            return poisoned ? 400 : alertmanager.keep(told);
        });

        outlet.put(List.of(alert("a", "poison", 300)));
        Until.isTrue(() -> asked.get() == 1);
        outlet.put(List.of(alert("b", "first", 300)));

        Until.isTrue(() -> told().equals(List.of("b first")));
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAlertWhoseTimeRanOutWhileItWaitedIsNotSent() throws Throwable {
        Postable firing = alert("a", "expired", -1);
        Postable over = new Postable(
                firing.labels(),
                firing.annotations(),
                firing.startsAt(),
                NOW.minusSeconds(90),
                "",
                NOW.minusSeconds(90));

        outlet.put(List.of(firing));
        outlet.put(List.of(over));
        outlet.put(List.of(alert("b", "first", 300)));

        Until.isTrue(() -> told().equals(List.of("b first")));
    }

    private List<String> told() {
        return alertmanager.alerts().stream()
                .map(alert -> alert.path("labels").path("alertname").asText() + " "
                        + alert.path("generatorURL").asText())
                .toList();
    }

    private static Postable alert(String name, String source, int seconds) {
        return new Postable(
                Labels.of(Map.of("alertname", name)),
                Collections.emptySortedMap(),
                NOW,
                NOW.plusSeconds(seconds),
                source,
                NOW.minusSeconds(5));
    }
}
