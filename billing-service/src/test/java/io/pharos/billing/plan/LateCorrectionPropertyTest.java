package io.pharos.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.rating.LateCorrection;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LateCorrectionPropertyTest {
    @Property(tries = 300)
    void afterACorrectionEverythingBilledIsWhatEverythingCosts(
            @ForAll("models") PriceModel model,
            @ForAll("quantities") BigDecimal first,
            @ForAll("quantities") BigDecimal second,
            @ForAll("quantities") BigDecimal late) {
        LateCorrection correction = LateCorrection.after(model, periods(first, second));
        List<BigDecimal> amounts = correction.lines(periods(first.add(late), second)).stream()
                .map(LateCorrection.Line::amount)
                .toList();
        BigDecimal before = Decimals.sum(
                correction.booked().stream().map(LateCorrection.Booking::amount).toList());

        BigDecimal whole = model.price(Usage.of(first.add(second).add(late))).amount();
        BigDecimal unchanged = model.price(Usage.of(first.add(second))).amount();
        assertThat(before.add(Decimals.sum(amounts))).isEqualByComparingTo(whole);
        assertThat(before.compareTo(unchanged) == 0 || first.add(second).signum() == 0)
                .isTrue();
    }

    @Property(tries = 100)
    void nothingLateCorrectsNothing(
            @ForAll("models") PriceModel model,
            @ForAll("quantities") BigDecimal a,
            @ForAll("quantities") BigDecimal b) {
        assertThat(LateCorrection.after(model, periods(a, b)).lines(periods(a, b)))
                .isEmpty();
    }

    @Provide
    Arbitrary<PriceModel> models() {
        return Plans.models();
    }

    @Provide
    Arbitrary<BigDecimal> quantities() {
        return Plans.quantity();
    }

    private static Map<String, BigDecimal> periods(BigDecimal first, BigDecimal second) {
        Map<String, BigDecimal> periods = new LinkedHashMap<>();
        periods.put("p1", first);
        periods.put("p2", second);
        return periods;
    }
}
