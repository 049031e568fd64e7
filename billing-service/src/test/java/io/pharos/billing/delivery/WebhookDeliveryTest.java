package io.pharos.billing.delivery;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static io.pharos.tenancy.testing.Tenants.INITECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.pharos.billing.suite.BillingEngines;
import io.pharos.billing.suite.Customer;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the outbox to a receiver: signed, tried again, given up, sent again; and by e-mail. */
@QuarkusTest
@QuarkusTestResource(BillingEngines.class)
class WebhookDeliveryTest {
    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Database database;
    private final MockMailbox mails;
    private final Receiver receiver = new Receiver();

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    private Customer globex;

    WebhookDeliveryTest(Deliveries deliveries, Outbox outbox, Database database, MockMailbox mails) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.database = database;
        this.mails = mails;
    }

    @BeforeEach
    void customer() {
        globex = new Customer(router, GLOBEX);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aMessageIsSignedAndItsRepetitionHasTheSameId() {
        JsonPath endpoint = endpoint(List.of("usage.threshold_crossed"));
        tell("usage.threshold_crossed");
        tell("payment.received");
        receiver.answers(500);
        deliveries.run();
        assertThat(receiver.got()).hasSize(1);
        receiver.answers(204);
        due();
        deliveries.run();
        assertThat(receiver.got()).hasSize(2).allMatch(got -> got.isSignedWith(endpoint.getString("secret")));
        assertThat(receiver.got().get(0).id()).isEqualTo(receiver.got().get(1).id());
        globex.asks()
                .get("/api/v1/webhooks/" + endpoint.getString("id") + "/deliveries")
                .then()
                .body("deliveries", hasSize(1))
                .body("deliveries[0].state", equalTo("delivered"))
                .body("deliveries[0].attempts", equalTo(2));
        new Customer(router, INITECH)
                .asks()
                .get("/api/v1/webhooks/" + endpoint.getString("id"))
                .then()
                .statusCode(404);
        remove(endpoint);
    }

    @Test
    void aRotatedKeySignsBesideTheOldOne() {
        JsonPath endpoint = endpoint(List.of());
        String id = endpoint.getString("id");
        String next = globex.asks()
                .post("/api/v1/webhooks/" + id + "/secret")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        globex.asks().post("/api/v1/webhooks/" + id + "/test").then().statusCode(202);
        deliveries.run();
        assertThat(receiver.got()).hasSize(1);
        assertThat(receiver.got().getFirst().isSignedWith(endpoint.getString("secret")))
                .isTrue();
        assertThat(receiver.got().getFirst().isSignedWith(next)).isTrue();
        remove(endpoint);
    }

    @Test
    void aReceiverThatIsGoneIsToldNothingMoreUntilItIsTakenUpAgain() {
        JsonPath endpoint = endpoint(List.of("invoice.paid"));
        String id = endpoint.getString("id");
        receiver.answers(410);
        globex.asks().post("/api/v1/webhooks/" + id + "/test").then().statusCode(202);
        deliveries.run();
        globex.asks().get("/api/v1/webhooks/" + id).then().body("enabled", equalTo(false));
        String delivery = globex.asks()
                .get("/api/v1/webhooks/" + id + "/deliveries")
                .then()
                .body("deliveries[0].state", equalTo("dead"))
                .extract()
                .path("deliveries[0].id");
        receiver.answers(200);
        globex.asks()
                .body(Map.of("enabled", true))
                .put("/api/v1/webhooks/" + id)
                .then()
                .statusCode(200);
        globex.asks()
                .post("/api/v1/webhooks/deliveries/" + delivery + "/replay")
                .then()
                .statusCode(202);
        deliveries.run();
        assertThat(receiver.got()).hasSize(2);
        globex.asks()
                .get("/api/v1/webhooks/deliveries/" + delivery + "/attempts")
                .then()
                .body("attempts[0].status", equalTo(200));
        remove(endpoint);
    }

    @Test
    void anAddressInsideIsRefused() {
        for (String url : List.of(
                "http://10.0.0.1/x",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "https://u:p@example.com/")) {
            int status = globex.asks()
                    .body(Map.of("url", url))
                    .post("/api/v1/webhooks")
                    .statusCode();
            assertThat(status).as(url).isIn(400, 403);
        }
    }

    @Test
    void whoGaveAnAddressGetsMail() {
        globex.asks()
                .body(Map.of("email", "finance@globex.example", "language", "zh-CN"))
                .put("/api/v1/invoices/profile")
                .then()
                .statusCode(200);
        tell("dunning.reminded");
        deliveries.run();
        assertThat(mails.getMailsSentTo("finance@globex.example"))
                .anySatisfy(mail -> assertThat(mail.getSubject()).contains("已逾期"));
    }

    private JsonPath endpoint(List<String> types) {
        return globex.asks()
                .body(Map.of("url", receiver.url(), "types", types))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private void remove(JsonPath endpoint) {
        globex.asks()
                .delete("/api/v1/webhooks/" + endpoint.getString("id"))
                .then()
                .statusCode(204);
    }

    private void tell(String type) {
        database.transact(session -> {
            outbox.add(session, new Outbox.Message(GLOBEX, type, Map.of("number", "PH-1")));
            return type;
        });
    }

    /** What waits for its next try is due now. */
    private void due() {
        database.transact(session -> session.change("update delivery set next_at = now() where state = 'waiting'"));
    }
}
