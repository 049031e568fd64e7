package io.pharos.mall.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.order.Order;
import io.pharos.mall.order.OrderState;
import io.pharos.mall.order.TradeNo;
import io.pharos.mall.payment.Payment.State;
import io.pharos.mall.shop.Basket;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Gateway;
import io.pharos.mall.shop.Source;
import io.pharos.mall.shop.Tier;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PaymentMachineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Basket BASKET = new Basket(Catalogue.HOT, 1, Tier.GOLD, Source.APP, Gateway.WECHAT);
    private static final Order ORDER =
            new Order(new TenantId("acme"), TradeNo.of(NOW, 1), BASKET, NOW, OrderState.CREATED, null, null);
    private static final PaymentMachine MACHINE = new PaymentMachine(0, Duration.ofSeconds(60));
    private static final PaymentMachine STINGY = new PaymentMachine(1, Duration.ofSeconds(60));

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void nothingHappensBeforeItIsDue() {
        Payment asked = new Payment(ORDER, 1, new State.Asked(NOW.plusSeconds(1), new Answer.Accepted(1)));
        PaymentMachine.Step step = MACHINE.advance(asked, Chaos.NONE, NOW, random);
        assertThat(step.next()).isEqualTo(asked);
        assertThat(step.effects()).isEmpty();
    }

    @Test
    void goesFromTheAttemptThroughTheCallbackToPaid() {
        PaymentMachine.Step started = MACHINE.start(ORDER, Chaos.NONE, NOW, random);
        assertThat(results(started)).containsExactly(LogEntry.Result.PENDING);
        PaymentMachine.Step answered = MACHINE.advance(next(started), Chaos.NONE, NOW.plusSeconds(1), random);
        assertThat(results(answered)).containsExactly(LogEntry.Result.ACCEPTED);
        PaymentMachine.Step called = MACHINE.advance(next(answered), Chaos.NONE, NOW.plusSeconds(2), random);
        assertThat(results(called)).containsExactly(LogEntry.Result.APPLIED);
        assertThat(end(called).state()).isEqualTo(OrderState.PAID);
        assertThat(called.next()).isNull();
    }

    @Test
    void isTriedTwiceAndThenFails() {
        Payment payment = next(STINGY.start(ORDER, Chaos.NONE, NOW, random));
        payment = next(STINGY.advance(payment, Chaos.NONE, NOW.plusSeconds(1), random));
        payment = next(STINGY.advance(payment, Chaos.NONE, NOW.plusSeconds(3), random));
        assertThat(payment.attempt()).isEqualTo(2);
        PaymentMachine.Step last = STINGY.advance(payment, Chaos.NONE, NOW.plusSeconds(4), random);
        assertThat(last.next()).isNull();
        assertThat(end(last).state()).isEqualTo(OrderState.FAILED);
        assertThat(end(last).reason()).isNotNull();
    }

    @Test
    void closesAnOrderThatIsNeverCalledBack() {
        Payment silent = new Payment(ORDER, 1, new State.Silent(NOW.plusSeconds(60)));
        assertThat(MACHINE.advance(silent, Chaos.NONE, NOW.plusSeconds(59), random)
                        .next())
                .isEqualTo(silent);
        PaymentMachine.Step step = MACHINE.advance(silent, Chaos.NONE, NOW.plusSeconds(60), random);
        assertThat(end(step).state()).isEqualTo(OrderState.CLOSED);
        assertThat(end(step).reason()).isEqualTo("payment-timeout");
    }

    @Test
    void aSecondCallbackIsLoggedAndChangesNothing() {
        Payment accepted = new Payment(ORDER, 1, new State.Accepted(NOW, 2));
        PaymentMachine.Step first = MACHINE.advance(accepted, Chaos.NONE, NOW, random);
        assertThat(end(first).state()).isEqualTo(OrderState.PAID);
        PaymentMachine.Step second = MACHINE.advance(next(first), Chaos.NONE, NOW.plusSeconds(1), random);
        assertThat(results(second)).containsExactly(LogEntry.Result.DUPLICATE);
        assertThat(second.effects()).noneMatch(Effect.Ended.class::isInstance);
    }

    private static Payment next(PaymentMachine.Step step) {
        return Objects.requireNonNull(step.next());
    }

    private static List<LogEntry.Result> results(PaymentMachine.Step step) {
        return step.effects().stream()
                .filter(Effect.Logged.class::isInstance)
                .map(effect -> ((Effect.Logged) effect).entry().result())
                .toList();
    }

    private static Effect.Ended end(PaymentMachine.Step step) {
        return step.effects().stream()
                .filter(Effect.Ended.class::isInstance)
                .map(Effect.Ended.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
