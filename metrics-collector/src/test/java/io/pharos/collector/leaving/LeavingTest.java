package io.pharos.collector.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.collector.suite.Surroundings;
import io.pharos.sql.Database;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of a tenant that the directory is deleting nothing is kept, and of others all. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
@QuarkusTestResource(Surroundings.class)
class LeavingTest {
    private static final String UNKNOWN = "not-known-here";
    private static final List<String> ROWS = List.of(
            "scrape_job values (@, 'prod', 'j', '{}', 1, 'u', now())",
            "scrape_target_state values (@, 'prod', 'j', 'http://x', '{}', now(), 1, 1, null)",
            "drop_rule values (@, gen_random_uuid(), '{a=\"b\"}', '', 'u', now())",
            "metric_metadata values (@, 'm', 'gauge', '', '', now())",
            "pushed_group values (@, 'prod', 'job=x', '{\"job\":\"x\"}'::bytea, null, null, 'u', 1)",
            "pushed_family values (@, 'prod', 'job=x', 'm', 'GAUGE', '{}'::bytea)",
            "pushed_ending (tenant_id, environment, grouping_key, series) values (@, 'prod', 'job=x', '[]'::bytea)");

    @Inject
    Database database;

    @Inject
    LeavingJob job;

    @Inject
    @All
    List<TenantRecords> records;

    @Test
    void whatIsKeptOfADeletedTenantGoesWithItAndOthersStay() {
        put("leaving");
        put(UNKNOWN);

        await("a directory that was read, and what follows").until(() -> {
            job.deleteAll();
            return kept("leaving") == 0;
        });

        assertThat(kept(UNKNOWN)).isEqualTo(ROWS.size());
    }

    @AfterEach
    void clean() {
        database.transact(session -> records.stream()
                .mapToInt(each -> each.deleteAll(session, new String[] {UNKNOWN}))
                .sum());
    }

    private void put(String tenant) {
        database.transact(session -> ROWS.stream()
                .mapToInt(row -> session.change("insert into " + row.replace("@", "'" + tenant + "'")))
                .sum());
    }

    private long kept(String tenant) {
        return ROWS.stream()
                .map(row -> row.substring(0, row.indexOf(' ')))
                .mapToLong(table -> kept(table, tenant))
                .sum();
    }

    private long kept(String table, String tenant) {
        String count = "select count(*) as kept from " + table + " where tenant_id = $1";
        return database.query(session -> session.first(count, row -> row.getLong("kept"), tenant))
                .orElseThrow();
    }
}
