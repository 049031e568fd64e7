package io.pharos.mall.load;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.mall.MovableClock;
import io.pharos.mall.chaos.ChaosBoard;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.engine.MallEngines;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Sku;
import io.pharos.model.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MallEngines.class)
class ShopTradingTest {
    private static final TenantId ACME = new TenantId("acme");

    @Inject
    ShopTicker ticker;

    @Inject
    ChaosBoard board;

    @Inject
    MovableClock clock;

    private ShopRun acme;

    @BeforeEach
    void open() {
        acme = ticker.open("acme");
    }

    @AfterEach
    void mend() {
        for (Knob knob : Knob.values()) {
            board.end(ACME, knob);
        }
        ticker.run(acme, Duration.ofSeconds(1));
    }

    @Test
    void aMinuteOfTradeIsInTheBooksAndInTheMetrics() {
        long before = orders("paid");
        double counted = metric("acme", "mall_order_paid_total");
        ticker.run(acme, Duration.ofMinutes(1));
        long paid = orders("paid") - before;
        assertThat(paid).isGreaterThan(1500);
        assertThat(metric("acme", "mall_order_paid_total") - counted).isEqualTo(paid);
        assertThat(metric("acme", "ecommerce_payment_success_total"))
                .isEqualTo(metric("acme", "mall_order_paid_total"));
        assertThat(metric("acme", "mall_order_created_total")).isGreaterThanOrEqualTo(paid);
        assertThat(metric("acme", "mall_payment_attempts_total")).isGreaterThanOrEqualTo(paid);
    }

    @Test
    void theContractsMetricsHaveTheirNamesAndLabels() {
        ticker.run(acme, Duration.ofSeconds(70));
        String text = text("acme");
        Stream.of(
                        "mall_order_created_total\\{source=\"(app|mini_program|web)\"}",
                        "mall_order_paid_total\\{payment_method=\"(alipay|wechat)\"}",
                        "mall_payment_attempts_total\\{gateway=\"(alipay|wechat)\"}",
                        "mall_payment_failed_total\\{gateway=\"(alipay|wechat)\"}",
                        "mall_inventory_gauge\\{sku_id=\"\\d{4}\",zone=\"[a-z]+\"}",
                        "ecommerce_payment_success_total\\{method=\"(alipay|wechat)\",tier=\"(gold|silver|bronze)\"}")
                .forEach(series -> assertThat(text).containsPattern("(?m)^" + series + " [0-9.]+$"));
        assertThat(text).contains("# TYPE mall_payment_failed_total counter", "# TYPE mall_inventory_gauge gauge");
    }

    @Test
    void redisAndTheBooksAgree() {
        ticker.run(acme, Duration.ofMinutes(2));
        for (Sku sku : Catalogue.SKUS) {
            assertThat(ticker.cached("acme", sku.id()))
                    .isEqualTo(ticker.booked("acme", sku.id()))
                    .isPositive();
        }
    }

    @Test
    void oldRecordsAreThrownAway() {
        ticker.run(acme, Duration.ofSeconds(10));
        Instant then = clock.instant();
        clock.forward(Duration.ofHours(3));
        ticker.run(acme, Duration.ofMinutes(3));
        String old = " where tenant = $1 and created_at < timestamptz '" + then + "'";
        assertThat(ticker.count("acme", "select count(*) from mall.orders" + old))
                .isZero();
        assertThat(ticker.count("acme", "select count(*) from mall.payment_log" + old.replace("created_at", "at")))
                .isZero();
        assertThat(orders("paid")).isPositive();
    }

    @Test
    void staleCacheLetsRedisAndTheBooksPartUntilItEnds() {
        board.turn(ACME, Knob.STALE_CACHE, 1, Duration.ofMinutes(1));
        ticker.run(acme, Duration.ofSeconds(20));
        assertThat(ticker.cached("acme", "1001")).isGreaterThan(ticker.booked("acme", "1001"));
        board.end(ACME, Knob.STALE_CACHE);
        ticker.run(acme, Duration.ofSeconds(2));
        assertThat(ticker.cached("acme", "1001")).isEqualTo(ticker.booked("acme", "1001"));
    }

    @Test
    void oversellSellsWhatIsNotThere() {
        board.turn(ACME, Knob.OVERSELL, 1, Duration.ofMinutes(5));
        ticker.run(acme, Duration.ofSeconds(60));
        assertThat(ticker.booked("acme", "1001")).isNegative();
        assertThat(text("acme")).containsPattern("mall_inventory_gauge\\{sku_id=\"1001\",zone=\"east\"} -\\d+");
        board.end(ACME, Knob.OVERSELL);
        ticker.run(acme, Duration.ofSeconds(2));
        assertThat(ticker.booked("acme", "1001")).isPositive();
    }

    @Test
    void redisErrorsLoseTheirShareOfTheOrders() {
        long before = orders("closed");
        board.turn(ACME, Knob.REDIS_ERRORS, 0.5, Duration.ofMinutes(1));
        ticker.run(acme, Duration.ofSeconds(10));
        assertThat(orders("closed") - before).isBetween(100L, 400L);
        assertThat(text("acme")).contains("mall_order_lost_total{gateway=\"alipay\",reason=\"stock-unavailable\"}");
        assertThat(ticker.cached("acme", "1002")).isEqualTo(ticker.booked("acme", "1002"));
    }

    @Test
    void lostCallbacksCloseOrdersInTheBooks() {
        long before = orders("closed");
        board.turn(ACME, Knob.LOST_CALLBACKS, 1, Duration.ofMinutes(5));
        ticker.run(acme, Duration.ofSeconds(80));
        assertThat(orders("closed") - before).isPositive();
        assertThat(text("acme")).contains("mall_order_lost_total{gateway=\"alipay\",reason=\"payment-timeout\"}");
    }

    @Test
    void duplicateCallbacksAreInTheLogAndPayOnce() {
        board.turn(ACME, Knob.DUPLICATE_CALLBACKS, 1, Duration.ofMinutes(5));
        ticker.run(acme, Duration.ofSeconds(10));
        assertThat(ticker.count(
                        "acme", "select count(*) from mall.payment_log where tenant = $1 and result = 'duplicate'"))
                .isPositive();
        assertThat(
                        ticker.count(
                                "acme",
                                "select count(*) - count(distinct trade_no) from mall.payment_log where tenant = $1 and result = 'applied'"))
                .isZero();
    }

    @Test
    void lookUpsThatNoCacheKnowsReachTheBooks() {
        board.turn(ACME, Knob.CACHE_PENETRATION, 0.5, Duration.ofMinutes(5));
        ticker.run(acme, Duration.ofSeconds(2));
        assertThat(text("acme")).containsPattern("mall_cache_requests_total\\{result=\"miss\"} [1-9]");
    }

    @Test
    void anotherShopIsNotInThisShopsMetrics() {
        ShopRun globex = ticker.open("globex");
        double before = metric("acme", "mall_order_created_total");
        ticker.run(globex, Duration.ofSeconds(5));
        assertThat(metric("acme", "mall_order_created_total")).isEqualTo(before);
        assertThat(text("globex")).doesNotContain("acme").doesNotContain("tenant");
    }

    private long orders(String state) {
        return ticker.count("acme", "select count(*) from mall.orders where tenant = $1 and state = '" + state + "'");
    }

    private static String text(String tenant) {
        return given().get("/shops/" + tenant + "/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The sum over all series of that metric. */
    private static double metric(String tenant, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{[^}]*} (\\S+)$").matcher(text(tenant));
        return line.results().mapToDouble(m -> Double.parseDouble(m.group(1))).sum();
    }
}
