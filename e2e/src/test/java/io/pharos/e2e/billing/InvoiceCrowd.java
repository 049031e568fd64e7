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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
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

    private InvoiceCrowd() {}

    /** Bills so many tenants; what was seen, with the seconds of each stretch since the service was ready. */
    public static Map<String, ?> bill(Suite suite, int tenants) throws SQLException {
        suite.pharos("stop", "billing-service");
        seed(suite, tenants);
        register(suite, tenants);
        suite.pharos("start", "billing-service");
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(5)).until(() -> filed(suite) >= tenants);
        return seen(suite, tenants);
    }

    private static void seed(Suite suite, int tenants) throws SQLException {
        try (Connection billing = suite.database("billing")) {
            for (String statement : new String[] {SUBSCRIBED, PROFILES, PARTITIONS, USAGE, TOUCHED}) {
                try (PreparedStatement prepared = billing.prepareStatement(statement)) {
                    if (statement.contains("?")) {
                        prepared.setInt(1, tenants);
                    }
                    prepared.execute();
                }
            }
        }
    }

    private static final String NAMES =
            "select 'crowd-' || lpad(n::text, 5, '0') as tenant, n from generate_series(1, ?) n";
    private static final String LAST_MONTH =
            "(date_trunc('month', now() at time zone 'Asia/Shanghai') - interval '1 month') at time zone"
                    + " 'Asia/Shanghai'";
    private static final String SUBSCRIBED = "insert into subscription (tenant_id, from_at, plan, version, created_by)"
            + " select tenant, " + LAST_MONTH + ", 'standard', 1, 'crowd' from (" + NAMES + ") t";
    private static final String PROFILES = """
            insert into billing_profile (tenant_id, profile, updated_at)
            select tenant, jsonb_build_object(
                'buyer', jsonb_build_object('name', 'Crowd ' || n || ' 有限公司', 'taxNumber', 'DE' || lpad(n::text, 9, '0'),
                    'address', jsonb_build_array('Street ' || n, '10115 Berlin'), 'country', 'DE', 'email', ''),
                'language', case when n % 3 = 1 then 'ZH' else 'EN' end,
                'brand', jsonb_build_object('name', 'Pharos', 'colour', '#1f5fd6', 'logo', null),
                'billingStatement', false, 'facturX', n % 3 = 0), now()
            from (%s) t
            """.formatted(NAMES);
    private static final String PARTITIONS =
            "select make_usage_partitions((" + LAST_MONTH + ")::date, (" + LAST_MONTH + ")::date + 2)";
    /** Five hours of four resources each. */
    private static final String USAGE =
            "insert into usage_event (event_time, tenant_id, key, resource_type, service_id,"
                    + " user_id, quantity, duration_ms, source, event_id, stored_at) select " + LAST_MONTH
                    + " + make_interval(hours => h), tenant, gen_random_uuid(), r, 'collector', 'agent', 100000 * n +"
                    + " h, 5, 'crowd', gen_random_uuid()::text, now() from (" + NAMES
                    + ") t cross join generate_series(1, 5) h cross join unnest(array['samples', 'active_series_hours',"
                    + " 'query_samples', 'reports']) r";

    private static final String TOUCHED = "insert into usage_dirty (tenant_id, hour)"
            + " select tenant, date_trunc('hour', " + LAST_MONTH + " + make_interval(hours => h), 'UTC') from (" + NAMES
            + ") t cross join generate_series(1, 5) h on conflict do nothing";

    /** In the directory, through its public API. */
    private static void register(Suite suite, int tenants) {
        FrontDoor administration = suite.frontDoor().bearing(suite.platformToken());
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int n = 1; n <= tenants; n++) {
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

    private static Map<String, ?> seen(Suite suite, int tenants) throws SQLException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tenants", tenants);
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
