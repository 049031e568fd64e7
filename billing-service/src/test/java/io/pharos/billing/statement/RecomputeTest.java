package io.pharos.billing.statement;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.billing.ingest.OwnEvents;
import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.Invoices;
import io.pharos.billing.period.Period;
import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.EngineProcess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published script computes an issued invoice again from its statement, and finds every change to either. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class RecomputeTest {
    private static final long SAMPLES = 432_100_000;

    private final Database database;
    private final Contracts contracts;
    private final Invoices invoices;
    private final OwnEvents events;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    RecomputeTest(Database database, Contracts contracts, Invoices invoices, OwnEvents events) {
        this.database = database;
        this.contracts = contracts;
        this.invoices = invoices;
        this.events = events;
    }

    /** How the script ended, and what it said. */
    private record Run(int code, String said) {}

    @Test
    void theScriptComputesAnIssuedInvoiceAgain() throws Exception {
        assumeTrue(isThere("python3"), "the published script needs python3, which is not here");
        Invoice invoice = issued();
        String key = download(invoice);
        assertHolds(key);
        comparesWithTheCustomersOwnPrometheus(invoice);
        findsWhatWasChanged();
    }

    private void assertHolds(String key) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--plan", path("plan.json")));
        if (isThere("openssl")) {
            arguments.addAll(List.of("--key", key));
        }
        Run run = script(arguments);
        assertThat(run.said()).contains("ok    samples:", "the lines add up", "everything that could be checked holds");
        assertThat(run.said()).doesNotContain("WRONG");
        assertThat(run.code()).isZero();
    }

    /** A real Prometheus that has, for the billed time, its own count of what it sent. */
    private void comparesWithTheCustomersOwnPrometheus(Invoice invoice) throws Exception {
        assertThat(withPrometheus(invoice, SAMPLES + 1_000_000)).satisfies(run -> {
            assertThat(run.said()).contains("no more samples are billed", SAMPLES + " billed");
            assertThat(run.code()).isZero();
        });
        assertThat(withPrometheus(invoice, SAMPLES / 2)).satisfies(run -> {
            assertThat(run.said()).contains("WRONG no more samples are billed");
            assertThat(run.code()).isEqualTo(1);
        });
    }

    private Run withPrometheus(Invoice invoice, long sent) throws Exception {
        try (EngineProcess prometheus = prometheus(invoice, sent)) {
            return script(List.of("--prometheus", "http://127.0.0.1:" + prometheus.port()));
        }
    }

    private void findsWhatWasChanged() throws Exception {
        Path statement = folder.resolve("statement.csv");
        String sound = Files.readString(statement);
        Files.writeString(statement, sound.replaceFirst(",samples,([0-9])", ",samples,9$1"));
        assertThat(script(List.of()).said()).contains("WRONG the chain");
        Files.writeString(statement, sound);
        Path document = folder.resolve("invoice.json");
        String issued = Files.readString(document);
        Files.writeString(document, issued.replaceFirst("\"subtotal\":\"", "\"subtotal\":\"1"));
        Run run = script(List.of());
        assertThat(run.said()).contains("WRONG the statement is of this very invoice", "WRONG the lines add up");
        assertThat(run.code()).isEqualTo(1);
    }

    private Invoice issued() {
        Instant thisMonth = contracts.period(GLOBEX, Instant.now()).from();
        Period last = contracts.period(GLOBEX, thisMonth.minusSeconds(1));
        new Customer(router, GLOBEX).subscribedSince(database, last.from());
        Instant until = last.from().plus(Duration.ofHours(5));
        for (int hour = 0; hour < 4; hour++) {
            Instant time = last.from().plus(Duration.ofHours(hour)).plusSeconds(77);
            BigDecimal quantity = BigDecimal.valueOf(SAMPLES / 4);
            database.transact(session -> {
                events.add(session, new OwnEvents.Own(GLOBEX, UUID.randomUUID(), "samples", quantity, time, Map.of()));
                return quantity;
            });
        }
        Invoice draft = invoices.draft(GLOBEX, last, until, Duration.ZERO).orElseThrow();
        return invoices.finalise(draft.id());
    }

    /** The invoice, its statement and its plan into the folder; answers with the key of the statement's signature. */
    private String download(Invoice invoice) throws IOException {
        Customer globex = new Customer(router, GLOBEX);
        save(globex, "/api/v1/invoices/" + invoice.id() + "/invoice.json", "invoice.json");
        save(globex, "/api/v1/invoices/statements/" + invoice.id() + "/statement.csv", "statement.csv");
        try (InputStream plan = RecomputeTest.class.getResourceAsStream("/plans/standard.yaml")) {
            String yaml = new String(Objects.requireNonNull(plan).readAllBytes(), UTF_8);
            Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            new ObjectMapper().writeValue(folder.resolve("plan.json").toFile(), content);
        }
        return globex.asks()
                .get("/api/v1/invoices/statements/key")
                .then()
                .statusCode(200)
                .extract()
                .path("publicKey");
    }

    private void save(Customer customer, String from, String name) throws IOException {
        byte[] content =
                customer.asks().get(from).then().statusCode(200).extract().asByteArray();
        Files.write(folder.resolve(name), content);
    }

    private Run script(List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Path.of("../docs/recompute/recompute_invoice.py")
                        .toAbsolutePath()
                        .toString(),
                "--invoice",
                path("invoice.json"),
                "--statement",
                path("statement.csv")));
        command.addAll(more);
        return run(command);
    }

    private EngineProcess prometheus(Invoice invoice, long sent) throws Exception {
        Path own = EngineProcess.newDirectory("customer");
        Path text = own.resolve("sent.txt");
        Instant from = invoice.period().from();
        Instant until = invoice.billedUntil();
        StringBuilder samples = new StringBuilder("# TYPE prometheus_remote_storage_samples counter\n");
        int points = 40;
        for (int i = 0; i <= points; i++) {
            Instant at = from.plus(Duration.between(from, until).multipliedBy(i).dividedBy(points));
            samples.append("prometheus_remote_storage_samples_total ")
                    .append(sent * i / points)
                    .append(' ')
                    .append(at.getEpochSecond())
                    .append('\n');
        }
        Files.writeString(text, samples.append("# EOF\n"));
        Files.writeString(own.resolve("prometheus.yml"), "{}\n");
        Run made = run(List.of(
                EngineProcess.binary("promtool"),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                own.resolve("data").toString()));
        assertThat(made.code()).as(made.said()).isZero();
        int port = EngineProcess.freePort();
        return EngineProcess.start(
                "prometheus",
                port,
                own,
                List.of(
                        "--config.file=" + own.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + own.resolve("data"),
                        "--storage.tsdb.retention.time=400d",
                        "--web.listen-address=127.0.0.1:" + port));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Run run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), said);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
