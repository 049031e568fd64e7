package io.pharos.gateway.isolation;

import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Runs the canary and writes attempts down, for as long as the gateway runs. */
@Singleton
final class IsolationStart {
    private final List<Poll> polls = new ArrayList<>();

    void start(@Observes StartupEvent event, Attempts attempts, Canary canary) {
        polls.add(Poll.start("attempts", attempts::write));
        polls.add(Poll.start("canary", canary::run));
    }

    void stop(@Observes ShutdownEvent event) {
        polls.forEach(Poll::close);
    }
}
