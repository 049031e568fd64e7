package io.pharos.mall.chaos;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.pharos.mall.engine.MallEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(MallEngines.class)
class ChaosResourceTest {
    @Test
    void aKnobIsTurnedListedAndTurnedBack() {
        given().post("/chaos/slow-sql?tenant=globex&level=0.25&duration=90s")
                .then()
                .statusCode(200)
                .body("level", equalTo(0.25f))
                .body("tenant", equalTo("globex"));
        given().get("/chaos")
                .then()
                .body("knobs", hasSize(10))
                .body("active.find { it.tenant == 'globex' }.knob", equalTo("slow-sql"));
        given().get("/").then().body(containsString("slow-sql 25 %, 1:30 left"));
        given().delete("/chaos/slow-sql?tenant=globex").then().statusCode(204);
        given().get("/chaos").then().body("active.findAll { it.tenant == 'globex' }", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "slow-sql?tenant=acme&level=1.5, 400, chaos.level",
        "slow-sql?tenant=acme&level=0, 400, chaos.level",
        "slow-sql?tenant=acme&level=., 400, chaos.level",
        "slow-sql?tenant=acme&level=NaN, 400, chaos.level",
        "slow-sql?tenant=acme&level=-1, 400, chaos.level",
        "slow-sql?tenant=acme&duration=2h, 400, chaos.duration",
        "slow-sql?tenant=acme&duration=0s, 400, chaos.duration",
        "slow-sql?tenant=acme&duration=99999999999s, 400, chaos.duration",
        "slow-sql?tenant=acme&duration=soon, 400, chaos.duration",
        "slow-sql, 400, shop.missing",
        "slow-sql?tenant=nobody, 404, shop.unknown",
        "slow-sql?tenant=ACME!, 404, shop.unknown",
        "meteor?tenant=acme, 404, chaos.unknown-knob",
    })
    void nonsenseIsRefusedWithAProblem(String request, int status, String code) {
        given().post("/chaos/" + request)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void thePageOfAnotherSiteBreaksNothing() {
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/chaos/slow-sql?tenant=acme")
                .then()
                .statusCode(403)
                .body("code", equalTo("page.cross-site"));
    }

    @Test
    void theButtonsOfThePageWork() {
        given().redirects()
                .follow(false)
                .formParam("tenant", "initech")
                .formParam("knob", "gold-drop")
                .post("/break")
                .then()
                .statusCode(303);
        given().get("/").then().body(containsString("gold-drop 50 %"));
        given().redirects()
                .follow(false)
                .formParam("tenant", "initech")
                .formParam("knob", "gold-drop")
                .post("/mend")
                .then()
                .statusCode(303);
        given().get("/chaos").then().body("active.findAll { it.tenant == 'initech' }", hasSize(0));
    }
}
