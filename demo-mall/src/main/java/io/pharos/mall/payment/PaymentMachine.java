package io.pharos.mall.payment;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.order.Order;
import io.pharos.mall.order.OrderState;
import io.pharos.mall.payment.LogEntry.Event;
import io.pharos.mall.payment.LogEntry.Result;
import io.pharos.mall.payment.Payment.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a payment goes on: attempt, outcome, call-back, once again after a decline, closed where no call-back came.
 * Pure: one step a call, at most, and only when it is due.
 */
public record PaymentMachine(double declined, Duration closeAfter) {
    private static final int ATTEMPTS = 2;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration ECHO_AFTER = Duration.ofSeconds(1);

    /** The payment after a step, null where it is over, and what is to be recorded. */
    public record Step(@Nullable Payment next, List<Effect> effects) {
        static Step quiet(Payment payment) {
            return new Step(payment, List.of());
        }

        static Step to(Payment payment, Effect... effects) {
            return new Step(payment, List.of(effects));
        }

        static Step over(Effect... effects) {
            return new Step(null, List.of(effects));
        }
    }

    /** The first attempt of an open order. */
    public Step start(Order order, Chaos chaos, Instant now, RandomGenerator random) {
        return ask(order, 1, chaos, now, random);
    }

    /** What has become of the payment by now. */
    public Step advance(Payment payment, Chaos chaos, Instant now, RandomGenerator random) {
        return switch (payment.state()) {
            case State.Asked asked when due(asked.answerAt(), now) -> answered(payment, asked.answer(), now, random);
            case State.Hesitating pause
            when due(pause.retryAt(), now) -> ask(payment.order(), payment.attempt() + 1, chaos, now, random);
            case State.Accepted accepted
            when due(accepted.callbackAt(), now) -> paid(payment, accepted.callbacks(), now);
            case State.Silent silent
            when due(silent.closeAt(), now) ->
                Step.over(new Effect.Ended(payment.order(), OrderState.CLOSED, "payment-timeout", now));
            case State.Echoing echo
            when due(echo.callbackAt(), now) -> Step.over(log(payment, Event.CALLBACK, Result.DUPLICATE, null, now));
            case State.Asked _, State.Hesitating _, State.Accepted _, State.Silent _, State.Echoing _ ->
                Step.quiet(payment);
        };
    }

    private Step ask(Order order, int attempt, Chaos chaos, Instant now, RandomGenerator random) {
        Answer answer = Answer.draw(declined, chaos, random);
        Payment asked = new Payment(order, attempt, new State.Asked(now.plus(between(100, 700, random)), answer));
        return Step.to(asked, log(asked, Event.ATTEMPT, Result.PENDING, null, now));
    }

    private Step answered(Payment payment, Answer answer, Instant now, RandomGenerator random) {
        return switch (answer) {
            case Answer.Accepted accepted ->
                Step.to(
                        with(payment, settle(payment, accepted, now, random)),
                        log(payment, Event.OUTCOME, Result.ACCEPTED, null, now));
            case Answer.Declined no -> declined(payment, no.reason().label(), now);
        };
    }

    private State settle(Payment payment, Answer.Accepted accepted, Instant now, RandomGenerator random) {
        return accepted.callbacks() == 0
                ? new State.Silent(payment.order().createdAt().plus(closeAfter))
                : new State.Accepted(now.plus(between(50, 400, random)), accepted.callbacks());
    }

    private static Step declined(Payment payment, String reason, Instant now) {
        Effect outcome = log(payment, Event.OUTCOME, Result.DECLINED, reason, now);
        return payment.attempt() < ATTEMPTS
                ? Step.to(with(payment, new State.Hesitating(now.plus(RETRY_AFTER))), outcome)
                : Step.over(outcome, new Effect.Ended(payment.order(), OrderState.FAILED, reason, now));
    }

    private static Step paid(Payment payment, int callbacks, Instant now) {
        Effect callback = log(payment, Event.CALLBACK, Result.APPLIED, null, now);
        Effect ended = new Effect.Ended(payment.order(), OrderState.PAID, null, now);
        return callbacks == 1
                ? Step.over(callback, ended)
                : Step.to(with(payment, new State.Echoing(now.plus(ECHO_AFTER))), callback, ended);
    }

    private static Payment with(Payment payment, State state) {
        return new Payment(payment.order(), payment.attempt(), state);
    }

    private static Effect log(Payment payment, Event event, Result result, @Nullable String reason, Instant now) {
        return new Effect.Logged(new LogEntry(now, payment.order(), payment.attempt(), event, result, reason));
    }

    private static boolean due(Instant at, Instant now) {
        return !now.isBefore(at);
    }

    private static Duration between(int fromMillis, int toMillis, RandomGenerator random) {
        return Duration.ofMillis(random.nextInt(fromMillis, toMillis));
    }
}
