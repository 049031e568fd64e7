package io.pharos.alert.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.alert.suite.AlertmanagerServer;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A tenant with two real Alertmanagers of its own, which know of each other: each gets every alert, any answers for both. */
@QuarkusTest
@QuarkusTestResource(value = NotifySurroundings.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnAlertmanagerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API = "/alertmanager/api/v2";

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    Recorder recorder;

    @SuppressWarnings("NullAway.Init")
    List<AlertmanagerServer> members;

    @Test
    @Order(1)
    void eachMemberGetsEveryAlertAndTheTenantsOwnReceiverIsTold() {
        send("OwnFirst");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(members)
                        .allSatisfy(one -> assertThat(one.names()).contains("OwnFirst")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.alerts("/hooli"))
                        .extracting(
                                alert -> alert.path("labels").path("alertname").asText())
                        .contains("OwnFirst"));
        assertThat(members.getFirst().get("/alerts").toString()).contains("\"tenant_id\":\"hooli\"");
    }

    @Test
    @Order(2)
    void routesOfOwnAlertmanagersAreEditedThere() {
        hooli().contentType("application/yaml")
                .body("{route: {receiver: a}, receivers: [{name: a}]}".getBytes(UTF_8))
                .put("/alertmanager/config/v1/routing")
                .then()
                .statusCode(409);
        assertThat(hooli().get(API + "/receivers").asString()).isEqualTo("[{\"name\":\"ops\"}]");
    }

    @Test
    @Order(3)
    void whileOneMemberIsAwayTheOtherIsToldAndAnswers() {
        members.getFirst().close();

        send("OwnSecond");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(members.getLast().names()).contains("OwnSecond"));
        assertThat(hooli().get(API + "/alerts").asString()).contains("OwnSecond");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(hooli().get("/api/v1/notifications").asString())
                                .contains("\"delivered\":false", "\"delivered\":true"));
    }

    private void send(String name) {
        // Right after the start the directory may still be on its way.
        await().atMost(SOON)
                .until(
                        () -> hooli().contentType("application/json")
                                .body("[{\"labels\":{\"alertname\":\"" + name + "\"}}]")
                                .post(API + "/alerts")
                                .statusCode(),
                        status -> status == 204);
    }

    private RequestSpecification hooli() {
        return RestAssured.given()
                .header("X-Tenant-ID", NotifySurroundings.OWN.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(NotifySurroundings.OWN, Role.ADMIN));
    }
}
