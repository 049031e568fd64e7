package io.pharos.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pharos.mall.chaos.Knob;
import io.pharos.mall.shop.Gateway;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the suite's rules look at, over whole mall days without and with chaos. */
class PaymentDayTest {
    @ParameterizedTest
    @CsvSource({"30, 60, 1001", "33, 54, 2002", "36, 72, 3003"})
    void noRuleFiresInAnHourWithoutChaos(double trough, double peak, long seed) {
        SimulatedShop shop = new SimulatedShop(trough, peak, seed);
        shop.run(Duration.ofHours(1));
        for (Gateway gateway : Gateway.values()) {
            assertThat(shop.worstSuccess(gateway, Duration.ofMinutes(5))).isGreaterThanOrEqualTo(0.998);
        }
        assertThat(shop.worstGoldRate(Duration.ofMinutes(5))).isGreaterThanOrEqualTo(12);
        assertThat(shop.worstGoldRate(Duration.ofMinutes(1))).isGreaterThanOrEqualTo(11);
    }

    @Test
    void aFewPaymentsFailEvenOnAGoodDay() {
        SimulatedShop shop = new SimulatedShop(30, 60, 1001);
        shop.run(Duration.ofMinutes(30));
        assertThat(shop.count(LogEntry.Result.DECLINED)).isPositive();
    }

    @Test
    void paymentFailuresDeclineTheirShare() {
        SimulatedShop shop = new SimulatedShop(30, 60, 1).with(Knob.PAYMENT_FAILURES, 0.4);
        shop.run(Duration.ofMinutes(6));
        assertThat(shop.worstSuccess(Gateway.WECHAT, Duration.ofMinutes(5))).isCloseTo(0.6, within(0.03));
        assertThat(shop.worstSuccess(Gateway.ALIPAY, Duration.ofMinutes(5))).isCloseTo(0.6, within(0.03));
    }

    @Test
    void aGoldDropTakesTheGoldRateBelowTheRule() {
        SimulatedShop shop = new SimulatedShop(30, 60, 1).with(Knob.GOLD_DROP, 0.8);
        shop.run(Duration.ofMinutes(6));
        assertThat(shop.worstGoldRate(Duration.ofMinutes(5))).isLessThan(8);
    }

    @Test
    void lostCallbacksCloseOrdersThatTheGatewayHasTheMoneyOf() {
        SimulatedShop shop = new SimulatedShop(30, 60, 1).with(Knob.LOST_CALLBACKS, 1);
        shop.run(Duration.ofMinutes(3));
        assertThat(shop.count(LogEntry.Result.ACCEPTED)).isPositive();
        assertThat(shop.count(LogEntry.Result.APPLIED)).isZero();
        assertThat(shop.closed()).isPositive();
        assertThat(shop.open()).isLessThan(61 * 61);
    }

    @Test
    void duplicateCallbacksPayNoOrderTwice() {
        SimulatedShop shop = new SimulatedShop(30, 60, 1).with(Knob.DUPLICATE_CALLBACKS, 1);
        shop.run(Duration.ofMinutes(2));
        assertThat(shop.count(LogEntry.Result.DUPLICATE)).isPositive();
        assertThat(shop.paid()).isEqualTo(shop.count(LogEntry.Result.APPLIED));
        assertThat(shop.endedTwice()).isFalse();
    }
}
