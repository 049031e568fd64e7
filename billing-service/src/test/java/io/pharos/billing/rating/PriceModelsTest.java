package io.pharos.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.rating.model.FreeAllowance;
import io.pharos.billing.rating.model.Graduated;
import io.pharos.billing.rating.model.Percentage;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Tier;
import io.pharos.billing.rating.model.Tiers;
import io.pharos.billing.rating.model.Usage;
import io.pharos.billing.rating.model.Volume;
import io.pharos.billing.rating.model.VolumeCliff;
import io.pharos.billing.rating.model.ZeroUsageFlat;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceModelsTest {
    private static final Tiers FALLING = new Tiers(List.of(tier("10", "2", "0"), tier(null, "1", "0")));
    private static final Usage FOUR = transactions("50", "100", "250", "400");

    @Test
    void aVolumePriceMayFallBehindAnEdgeAndSaysWhere() {
        Volume volume = volume(VolumeCliff.ALLOWED);

        assertThat(price(volume, "10")).isEqualByComparingTo("20");
        assertThat(price(volume, "11")).isEqualByComparingTo("11");
        assertThat(volume.cliffs()).singleElement().satisfies(cliff -> {
            assertThat(cliff.before()).isEqualByComparingTo("20");
            assertThat(cliff.behind()).isEqualByComparingTo("10");
        });
    }

    @Test
    void aHeldVolumePriceNeverFalls() {
        Volume volume = volume(VolumeCliff.HELD);

        assertThat(price(volume, "11")).isEqualByComparingTo("20");
        assertThat(price(volume, "20")).isEqualByComparingTo("20");
        assertThat(price(volume, "21")).isEqualByComparingTo("21");
    }

    @Test
    void theFlatFeeAtZeroUsageIsThePlansChoice() {
        Tiers tiers = new Tiers(List.of(tier("10", "1", "5"), tier(null, "1", "7")));

        assertThat(price(new Graduated(tiers, ZeroUsageFlat.NOT_CHARGED), "0")).isEqualByComparingTo("0");
        assertThat(price(new Graduated(tiers, ZeroUsageFlat.CHARGE_FIRST_TIER), "0"))
                .isEqualByComparingTo("5");
    }

    /** 50, 100, 250, 400 at 1.3 % and 2 each. */
    @ParameterizedTest
    @CsvSource({
        "3,     , 7.2,   only the last is charged: 400 × 1.3 % + 2",
        " , 250, 11.15, 550 × 1.3 % + two that are not free as a whole",
        "3, 250, 11.15, the value is used up before the events are",
        "1, 250, 15.75, the events are used up before the value is: 750 × 1.3 % + 3 × 2",
        "9, 900, 0,     everything is free",
    })
    void theFirstTransactionsAreFree(@Nullable Integer events, @Nullable BigDecimal value, String expected) {
        FreeAllowance free = new FreeAllowance(events, value);
        Percentage price = new Percentage(new BigDecimal("1.3"), new BigDecimal("2"), free, null, null);

        assertThat(price.price(FOUR).amount()).isEqualByComparingTo(expected);
    }

    @Test
    void aTransactionsFeeStaysWithinItsBounds() {
        Percentage price = new Percentage(
                new BigDecimal("10"), BigDecimal.ONE, FreeAllowance.NONE, new BigDecimal("12"), new BigDecimal("30"));

        assertThat(price.price(FOUR).words())
                .isEqualTo("10 % of 250 = 25; 1 transaction × 1 = 1; "
                        + "2 transactions at the least fee × 12 = 24; "
                        + "1 transaction at the greatest fee × 30 = 30; sum = 80");
    }

    @Test
    void tiersWithoutAnOpenEndAreRefused() {
        assertThatThrownBy(() -> new Tiers(List.of(tier("10", "1", "0"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("open");
    }

    @Test
    void usageBelowZeroIsRefusedWhereNoPriceIsDefined() {
        assertThatThrownBy(() -> price(volume(VolumeCliff.ALLOWED), "-1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the period that it corrects");
    }

    private static Volume volume(VolumeCliff cliff) {
        return new Volume(FALLING, ZeroUsageFlat.NOT_CHARGED, cliff);
    }

    private static BigDecimal price(PriceModel model, String quantity) {
        return model.price(Usage.of(new BigDecimal(quantity))).amount();
    }

    private static Tier tier(@Nullable String upTo, String rate, String flat) {
        return new Tier(upTo == null ? null : new BigDecimal(upTo), new BigDecimal(rate), new BigDecimal(flat));
    }

    private static Usage transactions(String... values) {
        return Usage.transactions(Stream.of(values).map(BigDecimal::new).toList());
    }
}
