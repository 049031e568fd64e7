package io.pharos.billing.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrawdownTest {
    private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(60);

    @Test
    void drawsByPriorityThenExpiryThenAge() {
        List<Wallet> wallets = List.of(
                wallet("lasting", 2, null, NOW.minusSeconds(9), 10),
                wallet("older", 2, SOON, NOW.minusSeconds(5), 10),
                wallet("newer", 2, SOON, NOW.minusSeconds(1), 10),
                wallet("first", 1, null, NOW, 10));

        Drawdown drawdown = Drawdown.of(cny(35), wallets, NOW);

        assertThat(drawdown.parts())
                .extracting(Drawdown.Part::wallet)
                .containsExactly("first", "older", "newer", "lasting");
        assertThat(drawdown.parts().getLast().left()).isEqualTo(cny(5));
        assertThat(drawdown.open()).isEqualTo(cny(0));
    }

    @Test
    void expiredAndEmptyWalletsAndThoseOfAnotherCurrencyGiveNothing() {
        Money euros = new Money(1000, Currency.getInstance("EUR"));
        List<Wallet> wallets = List.of(
                wallet("expired", 1, NOW, NOW, 10),
                wallet("empty", 1, null, NOW, 0),
                new Wallet("euros", 1, null, NOW, euros));

        assertThat(Drawdown.of(cny(5), wallets, NOW)).isEqualTo(new Drawdown(List.of(), cny(5)));
    }

    @Test
    void whatIsDrawnAndWhatStaysOpenIsWhatWasDue() {
        Drawdown drawdown = Drawdown.of(cny(35), List.of(wallet("w", 1, null, NOW, 10)), NOW);

        assertThat(drawdown.drawn().plus(drawdown.open())).isEqualTo(cny(35));
    }

    @Test
    void aCreditDrawsNothing() {
        assertThat(Drawdown.of(cny(-5), List.of(wallet("w", 1, null, NOW, 10)), NOW)
                        .parts())
                .isEmpty();
    }

    private static Wallet wallet(String id, int priority, @Nullable Instant expires, Instant created, long yuan) {
        return new Wallet(id, priority, expires, created, cny(yuan));
    }

    private static Money cny(long yuan) {
        return new Money(yuan * 100, Currency.getInstance("CNY"));
    }
}
