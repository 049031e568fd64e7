package io.pharos.billing.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LargestRemainderTest {
    private static final Currency CNY = Currency.getInstance("CNY");

    @Property(tries = 500)
    void partsAreTheWholeAndNoneIsAUnitOff(
            @ForAll("amounts") long amount, @ForAll("weights") List<BigDecimal> weights) {
        List<Money> parts = LargestRemainder.split(new Money(amount, CNY), weights);
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(Money.sum(parts, CNY).minor()).isEqualTo(amount);
        for (int i = 0; i < parts.size() && total.signum() > 0; i++) {
            BigDecimal off = BigDecimal.valueOf(parts.get(i).minor())
                    .multiply(total)
                    .subtract(BigDecimal.valueOf(amount).multiply(weights.get(i)));
            assertThat(off.abs()).isLessThan(total);
        }
    }

    @Example
    void aNegativeAmountIsSplitAsItsOpposite() {
        List<BigDecimal> weights = List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

        assertThat(LargestRemainder.split(new Money(-1000, CNY), weights))
                .extracting(Money::minor)
                .containsExactly(-334L, -333L, -333L);
    }

    @Example
    void weightsBelowZeroAreRefused() {
        List<BigDecimal> weights = List.of(BigDecimal.ONE.negate());

        assertThatThrownBy(() -> LargestRemainder.split(new Money(1, CNY), weights))
                .hasMessageContaining("below zero");
    }

    @Provide
    Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(-1_000_000_000L, 1_000_000_000L);
    }

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(1000))
                .ofScale(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
