package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.json.PharosModule;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a tenant's series go by its policy, and what keeps them from going anywhere else. */
class ApartTest {
    private static final TenantId BANK = new TenantId("bank");
    private static final String MIXED = """
            # HELP paid_total Payments.
            # TYPE paid_total counter
            paid_total{job="payments"} 1
            orders_total{job="shop"} 2
            pan_seen{job="vault"} 3
            """;

    private String policy = """
            {"mode": "cloud", "routes": [
              {"selector": "{job=\\"payments\\"}", "to": "onprem", "mode": "local"},
              {"selector": "{job=~\\"pay.*|vau.*\\"}", "to": "vault", "mode": "local"}]}""";

    @Test
    void eachSeriesGoesWhereTheFirstRuleThatMatchesItSays() {
        TenantBatch batch = batch(MIXED);
        assertThat(batch.shipments())
                .extracting(part -> part.route().environment().value())
                .containsExactly("prod", "onprem", "vault");
        assertThat(sent(batch, 0)).contains("orders_total").doesNotContain("paid_total", "pan_seen", "payments");
        assertThat(sent(batch, 1)).contains("paid_total").doesNotContain("orders_total", "pan_seen");
        assertThat(sent(batch, 2)).contains("pan_seen").doesNotContain("orders_total", "paid_total");
        assertThat(batch.counts().series()).isEqualTo(3);
        assertThat(batch.whole().samples()).isEqualTo(3);
    }

    @Test
    void aSeriesIsLabelledAsTheEnvironmentThatItGoesTo() {
        TenantBatch batch = batch(MIXED);
        assertThat(sent(batch, 0)).doesNotContain("\u0003env");
        assertThat(sent(batch, 1)).contains("\u0003env\u0012\u0006onprem", "\u0009tenant_id\u0012\u0004bank");
    }

    @Test
    void whatIsSaidOfMetricsIsKeptAndGoesToNoEngine() {
        TenantBatch batch = batch(MIXED);
        assertThat(batch.metadata()).extracting(told -> told.help()).containsExactly("Payments.");
        for (int part = 0; part < 3; part++) {
            assertThat(sent(batch, part)).doesNotContain("Payments.");
        }
    }

    @Test
    void aRequestOfVersion2LeavesNoTextOfTheOthersBehind() {
        TenantBatch version2 = prepared(new Payload(
                TwoSeries.ofVersion2(System.currentTimeMillis(), "paid_total", "payments", "orders_total", "shop"),
                Packing.IDENTITY,
                new Payload.Source.Written(WriteVersion.V2)));
        assertThat(version2.shipments()).hasSize(2);
        assertThat(sent(version2, 0)).contains("orders_total").doesNotContain("paid_total", "payments");
        assertThat(sent(version2, 1)).contains("paid_total").doesNotContain("orders_total", "shop");
    }

    @Test
    void aSeriesThatBreaksARuleIsRejectedAndTheOthersGoTheirWays() {
        TenantBatch batch = batch("paid_total{job=\"payments\",tenant_id=\"other\"} 1\norders_total{job=\"shop\"} 2\n");
        assertThat(batch.rejections().byFault()).containsKey(SeriesFault.FOREIGN_OWNER);
        assertThat(batch.shipments())
                .extracting(part -> part.route().environment().value())
                .containsExactly("prod");
    }

    @Test
    void whatMustStayIsNeverSentToAnEngineThatIsNotTheTenantsOwn() {
        policy = "{\"mode\": \"local\"}";
        assertThat(refusal(batch(MIXED))).contains("the tenant's own store only");
        policy = "{\"routes\": [{\"selector\": \"{job=\\\"payments\\\"}\", \"to\": \"rented\"}]}";
        assertThat(refusal(batch(MIXED).shipments().get(1))).contains("the tenant's own store only");
        policy = "{\"mode\": \"encrypted\"}";
        assertThat(refusal(batch(MIXED))).contains("by TLS only");
    }

    @Test
    void nobodysDataIsSentToAnothersOwnStore() {
        policy = "{\"routes\": [{\"selector\": \"{job=\\\"shop\\\"}\", \"to\": \"strange\", \"mode\": \"cloud\"}]}";
        assertThat(refusal(batch(MIXED).shipments().get(1))).contains("another tenant's own store");
    }

    @Test
    void aPolicyThatNamesNoEngineKeepsSendersWaiting() {
        policy = "{\"routes\": [{\"selector\": \"{job=\\\"shop\\\"}\", \"to\": \"nowhere\"}]}";
        Problem problem = catchThrowableOfType(Problem.class, () -> batch(MIXED));
        assertThat(problem.code()).isEqualTo("write.residency");
    }

    private static String refusal(TenantBatch part) {
        return catchThrowableOfType(Problem.class, () -> EngineDelivery.requireAllowed(part))
                .detail();
    }

    private TenantBatch batch(String text) {
        TextTranslator translator = new TextTranslator(TextFormat.PROMETHEUS, System.currentTimeMillis(), Map.of());
        return prepared(new Payload(text.getBytes(UTF_8), Packing.IDENTITY, new Payload.Source.Translated(translator)));
    }

    private TenantBatch prepared(Payload payload) {
        Prepared prepared = new Codec(new ByteBudget(1 << 26), Held.gates()).prepare(route(), payload, WriteVersion.V2);
        return ((Prepared.Ready) prepared).batch();
    }

    private static String sent(TenantBatch batch, int part) {
        Scratch plain = new Scratch();
        byte[] packed = batch.shipments().get(part).packed();
        assertThat(batch.shipments().get(part).mode()).isNotNull();
        new Unpacker().unpack(Packing.SNAPPY, packed, 1 << 20, plain);
        return new String(plain.copy(), UTF_8);
    }

    private EngineRoute route() {
        Engine shared = engine("shared", null);
        Map<String, Engine> engines = Map.of(
                "shared", shared,
                "rented", engine("rented", null),
                "own", engine("own", BANK),
                "own-vault", engine("own-vault", BANK),
                "another", engine("another", new TenantId("other")));
        return new EngineRoute(tenant(), Environment.PROD, shared, engines);
    }

    private Tenant tenant() {
        String json = """
                {"id": "bank", "name": "bank", "residency": %s, "environments": {"prod": "shared", "onprem": "own",
                 "vault": "own-vault", "rented": "rented", "strange": "another"}}""";
        try {
            return PharosModule.mapper().readValue(json.formatted(policy), Tenant.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Engine engine(String id, @Nullable TenantId owner) {
        return new Engine(
                id,
                EngineKind.PROMETHEUS,
                Dialect.parse("prometheus-2.42").orElseThrow(),
                "http://127.0.0.1:1/api/v1/write",
                "http://127.0.0.1:1",
                null,
                Map.of(),
                null,
                owner);
    }
}
