package io.pharos.e2e.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A crowd of tenants whose period is over, billed by the running suite: usage of last month lies in the database when
 * billing-service starts, and what follows is its own: hours added up, drafts, numbers, books, and a PDF of each by
 * report-service. A third of the invoices are Factur-X, a third in Chinese.
 */
public final class InvoiceCrowd {
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int AT_ONCE = 6;
    /** No more locks in a transaction than PostgreSQL has room for. */
    private static final int CHUNK = 1000;

    private static final String SETTINGS = "select set_config('crowd.month', '%s', false),"
            + " set_config('crowd.first', '%d', false), set_config('crowd.last', '%d', false)";
    private static final String CROWD = """
             from (select 'crowd-' || lpad(n::text, 5, '0') as tenant, n,
                    current_setting('crowd.month')::timestamptz as month
                from generate_series(current_setting('crowd.first')::int, current_setting('crowd.last')::int) n) t
                cross join generate_series(1, 20) i where true on conflict do nothing
            """;
    private static final String PARTITIONS = "select make_usage_partitions("
            + "current_setting('crowd.month')::timestamptz::date - 1, current_setting('crowd.month')::timestamptz::date + 1)";
    private static final List<String> PAST = List.of("""
            insert into subscription (tenant_id, from_at, plan, version, created_by)
            select distinct tenant, month, 'standard', 1, 'crowd'
            """, """
            insert into billing_profile (tenant_id, profile, updated_at)
            select distinct tenant, jsonb_build_object(
                'buyer', jsonb_build_object('name', 'Crowd ' || n || ' 有限公司', 'taxNumber', 'DE' || lpad(n::text, 9, '0'),
                    'address', jsonb_build_array('Street ' || n, '10115 Berlin'), 'country', 'DE', 'email', ''),
                'language', case when n % 3 = 1 then 'ZH' else 'EN' end,
                'brand', jsonb_build_object('name', 'Pharos', 'colour', '#1f5fd6', 'logo', null),
                'billingStatement', false, 'facturX', n % 3 = 0), now()
            """, """
            insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity,
                duration_ms, source, event_id, stored_at)
            select month + make_interval(hours => i % 5), tenant, gen_random_uuid(),
                (array['samples', 'active_series_hours', 'query_samples', 'reports'])[1 + i % 4], 'collector', 'agent',
                1000 * n + i, 5, 'crowd', gen_random_uuid()::text, now()
            """, """
            insert into usage_dirty (tenant_id, hour)
            select distinct tenant, date_trunc('hour', month + make_interval(hours => i % 5), 'UTC')
            """);

    private InvoiceCrowd() {}

    /** Bills so many tenants; what was seen, with the seconds of each stretch since the service was ready. */
    public static Map<String, ?> bill(Suite suite, int tenants) throws SQLException {
        long diedBefore = died(suite);
        suite.pharos("stop", "billing-service");
        seed(suite, tenants);
        Instant began = Instant.now();
        register(suite, tenants);
        Duration registered = Duration.between(began, Instant.now());
        suite.pharos("start", "billing-service");
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(5)).until(() -> filed(suite) >= tenants);
        Map<String, Object> seen = seen(suite, tenants, registered);
        seen.put("partsThatDied", died(suite) - diedBefore);
        return seen;
    }

    /** A past in the database: a subscription, who the buyer is, and five hours of four resources each. */
    private static void seed(Suite suite, int tenants) throws SQLException {
        Instant month = ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .minusMonths(1)
                .toInstant();
        try (Connection billing = suite.database("billing");
                Statement statement = billing.createStatement()) {
            for (int first = 1; first <= tenants; first += CHUNK) {
                int last = Math.min(tenants, first + CHUNK - 1);
                statement.execute(SETTINGS.formatted(month, first, last));
                statement.execute(PARTITIONS);
                for (String past : PAST) {
                    statement.execute(past + CROWD);
                }
            }
        }
    }

    /** In the directory, through its public API; ten thousand take longer than a token lives. */
    private static void register(Suite suite, int tenants) {
        for (int first = 1; first <= tenants; first += CHUNK) {
            register(suite.frontDoor().bearing(suite.platformToken()), first, Math.min(tenants, first + CHUNK - 1));
        }
    }

    private static void register(FrontDoor administration, int first, int last) {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int n = first; n <= last; n++) {
                String id = "crowd-%05d".formatted(n);
                pool.execute(() -> {
                    Answer made = administration.postJson(
                            "/api/v1/tenants",
                            "{\"id\":\"%s\",\"name\":\"%s\",\"plan\":\"standard\",\"isolation\":\"shared\",\"environments\":{\"prod\":\"shared\"}}"
                                    .formatted(id, id));
                    assertThat(made.status()).as(made.toString()).isIn(200, 201, 409);
                });
            }
        }
    }

    private static long filed(Suite suite) throws SQLException {
        return number(suite, "select count(*) from document_file where tenant_id like 'crowd-%'");
    }

    private static Map<String, Object> seen(Suite suite, int tenants, Duration registered) throws SQLException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenants", tenants);
        facts.put("registeredSeconds", registered.toSeconds());
        facts.put("draftsSeconds", number(suite, seconds("max(i.created_at) - min(i.created_at)")));
        facts.put("issuedSeconds", number(suite, seconds("max(i.issued_at) - min(i.issued_at)")));
        facts.put("filedSeconds", number(suite, seconds("max(f.made_at) - min(f.made_at)")));
        facts.put("firstDraftToLastPdfSeconds", number(suite, seconds("max(f.made_at) - min(i.created_at)")));
        facts.put("endOfGraceToLastPdfSeconds", number(suite, seconds("max(f.made_at) - min(i.issued_at)")));
        facts.put(
                "pdfBytesMean",
                number(suite, "select avg(length(bytes))::bigint from document_file where tenant_id like 'crowd-%'"));
        facts.put(
                "gapsInNumbers",
                number(suite, "select max(sequence) - count(*) from issued_document where series = 'invoice'"));
        facts.put("movementsOutOfBalance", number(suite, """
                select count(*) from (select movement_id from ledger_entry group by movement_id, currency
                    having sum(amount_minor) <> 0) m
                """));
        facts.put("load", load());
        return facts;
    }

    private static long died(Suite suite) {
        return suite.log("pharos")
                .lines()
                .filter(line -> line.contains(" died "))
                .count();
    }

    private static String seconds(String interval) {
        return "select extract(epoch from " + interval
                + ")::bigint from invoice i join document_file f on f.document_id = i.id"
                + " where i.tenant_id like 'crowd-%'";
    }

    private static long number(Suite suite, String query) throws SQLException {
        try (Connection billing = suite.database("billing");
                Statement statement = billing.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The machine's, so that a reader knows what else it did. */
    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
