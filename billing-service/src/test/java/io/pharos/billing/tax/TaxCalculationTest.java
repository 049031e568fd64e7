package io.pharos.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.money.Money;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxCalculationTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    /** Two lines of 0.03 at 19 % and two of 0.03 at 7 %: 0.0114 and 0.0042 of tax. */
    @ParameterizedTest
    @CsvSource({"PER_CATEGORY, 0.01", "PER_LINE, 0.02", "ON_TOTAL, 0.02"})
    void whereATaxIsRoundedMakesACent(TaxRounding where, String total) {
        List<TaxableLine> lines = List.of(line(3, "19"), line(3, "19"), line(3, "7"), line(3, "7"));
        TaxBreakdown tax = new TaxCalculation(EUR, where).of(lines);

        assertThat(tax.total().amount()).isEqualByComparingTo(total);
        assertThat(Money.sum(tax.byLine(), EUR)).isEqualTo(tax.total());
    }

    @Test
    void eachCategoryHasItsBaseAndItsTax() {
        TaxBreakdown tax = new TaxCalculation(EUR, TaxRounding.PER_CATEGORY)
                .of(List.of(line(10_000, "20"), line(5_000, "0"), line(2_000, "20")));

        assertThat(tax.rows())
                .extracting(TaxBreakdown.Row::words)
                .containsExactly("S 20 % on 120.00 EUR = 24.00 EUR", "Z 0 % on 50.00 EUR = 0.00 EUR");
        assertThat(tax.byLine()).extracting(Money::minor).containsExactly(2_000L, 0L, 400L);
    }

    @Test
    void creditsReduceTheBaseOfTheirCategory() {
        TaxBreakdown tax =
                new TaxCalculation(EUR, TaxRounding.PER_CATEGORY).of(List.of(line(1_000, "19"), line(-250, "19")));

        assertThat(tax.total().minor()).isEqualTo(143);
        assertThat(Money.sum(tax.byLine(), EUR).minor()).isEqualTo(143);
    }

    @Test
    void whatIsNotTaxedSaysWhy() {
        assertThatThrownBy(() -> new TaxCategory(TaxCategory.Code.AE, BigDecimal.ZERO, ""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("reverse charge");
        assertThatThrownBy(() -> new TaxCategory(TaxCategory.Code.E, BigDecimal.TEN, "Article 132"))
                .isInstanceOf(Problem.class);
    }

    private static TaxableLine line(long cents, String rate) {
        return new TaxableLine(new Money(cents, EUR), TaxCategory.ofRate(new BigDecimal(rate)));
    }
}
