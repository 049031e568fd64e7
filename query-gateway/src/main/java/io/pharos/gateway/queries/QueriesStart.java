package io.pharos.gateway.queries;

import io.pharos.tenancy.http.Poll;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date, writes the query log and reads block rules, all in the background: queries are served
 * while PostgreSQL is away, from the start on.
 */
@Singleton
final class QueriesStart {
    private final List<Poll> polls = new ArrayList<>();
    private boolean migrated;

    void start(@Observes StartupEvent event, Flyway flyway, QueryLog log, BlockRules rules, QueriesConfig config) {
        polls.add(Poll.start("block rules", () -> {
            migrate(flyway);
            rules.refresh();
            return config.rulesEvery();
        }));
        polls.add(Poll.start("query log", () -> {
            migrate(flyway);
            return log.write();
        }));
    }

    private synchronized void migrate(Flyway flyway) {
        if (!migrated) {
            flyway.migrate();
            migrated = true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        polls.forEach(Poll::close);
    }
}
