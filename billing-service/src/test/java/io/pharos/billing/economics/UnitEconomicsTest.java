package io.pharos.billing.economics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.money.Rounding;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures that mission §10 gives, from the raw numbers that lead to them. */
class UnitEconomicsTest {
    /** 100 customers, 10 won; revenue a customer and month, service cost, other cost, churn, spend. */
    private static final Segment SMALL = segment("small business", "100", "2200", "2700", "0.0609375", "3200");

    private static final Segment GROUP =
            segment("group", "1000", "38000", "30000", "0.069662921348314606741573", "21000");
    private static final Segment PARTNER =
            segment("partner", "400", "6000", "9200", "0.0971428571428571428571", "14000");

    @ParameterizedTest
    @CsvSource({
        "small business, 1280, 320, 4.0, 22, 51",
        "group, 8900, 2100, 4.2, 38, 32",
        "partner, 3500, 1400, 2.5, 15, 62",
    })
    void theMissionsFiguresComeOut(String name, String ltv, String cac, String ratio, String cost, String margin) {
        UnitEconomics figures = new UnitEconomics(List.of(SMALL, GROUP, PARTNER).stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow());

        assertThat(rounded(figures.lifetimeValue(), 0)).isEqualTo(ltv);
        assertThat(rounded(figures.acquisitionCost(), 0)).isEqualTo(cac);
        assertThat(rounded(figures.valueOverCost(), 1)).isEqualTo(ratio);
        assertThat(percent(figures.serviceCostShare())).isEqualTo(cost);
        assertThat(percent(figures.netMargin())).isEqualTo(margin);
    }

    @Test
    void whatHasNoMeaningIsAbsent() {
        UnitEconomics nobodyLeft = new UnitEconomics(segment("new", "100", "0", "0", "0", "0"));
        Segment nobody = new Segment("none", d("0"), d("0"), d("5"), d("0"), d("0"), d("0"), d("0"));

        assertThat(nobodyLeft.lifetimeValue()).isEmpty();
        assertThat(nobodyLeft.valueOverCost()).isEmpty();
        assertThat(new UnitEconomics(nobody).acquisitionCost()).isEmpty();
        assertThat(new UnitEconomics(nobody).isSmallCohort()).isTrue();
    }

    @Test
    void aStressTestMovesOneThingAtATime() {
        UnitEconomics dearer = stress(new WhatIf(d("2"), d("1"), d("1"), Map.of()));
        UnitEconomics restless = stress(new WhatIf(d("1"), d("2"), d("1"), Map.of()));
        UnitEconomics costly = stress(new WhatIf(d("1"), d("1"), d("1.5"), Map.of()));

        assertThat(rounded(dearer.valueOverCost(), 1)).isEqualTo("2.0");
        assertThat(rounded(restless.lifetimeValue(), 0)).isEqualTo("640");
        assertThat(percent(costly.netMargin())).isEqualTo("40");
    }

    @Test
    void theMixMovesTheMarginOfTheWhole() {
        List<Segment> all = List.of(SMALL, PARTNER);
        BigDecimal before = WhatIf.netMargin(WhatIf.NOTHING_CHANGES.apply(all));
        WhatIf morePartners = new WhatIf(d("1"), d("1"), d("1"), Map.of("partner", d("3")));

        assertThat(WhatIf.netMargin(morePartners.apply(all))).isGreaterThan(before);
    }

    @Test
    void theBusinesssFiguresComeOut() {
        assertThat(percent(BusinessFigures.conversion(d("18"), d("1000")).map(r -> r.multiply(d("10")))))
                .isEqualTo("18");
        assertThat(rounded(BusinessFigures.arpu(d("43000"), d("1000")), 0)).isEqualTo("43");
        assertThat(percent(BusinessFigures.shareOnNewPath(d("920"), d("1000")))).isEqualTo("92");
        assertThat(percent(BusinessFigures.partnerShare(d("39"), d("100")))).isEqualTo("39");
        assertThat(BusinessFigures.complianceReturn(d("420000000"), d("2.4"), d("1.9")))
                .isEqualByComparingTo("2100000");
    }

    @Test
    void aCohortsCurveBeginsAtOne() {
        Cohort cohort = new Cohort(YearMonth.of(2026, 1), List.of(40, 30, 20));

        assertThat(cohort.retention())
                .extracting(r -> rounded(Optional.of(r), 2))
                .containsExactly("1.00", "0.75", "0.50");
    }

    private static UnitEconomics stress(WhatIf whatIf) {
        return whatIf.apply(List.of(SMALL)).getFirst();
    }

    private static Segment segment(
            String name, String arpa, String serviceCost, String otherCost, String churn, String spend) {
        BigDecimal customers = d("100");
        return new Segment(
                name,
                customers,
                BigDecimal.TEN,
                d(spend),
                customers.multiply(d(arpa)),
                d(serviceCost),
                d(otherCost),
                d(churn));
    }

    private static String percent(Optional<BigDecimal> fraction) {
        return rounded(fraction.map(f -> f.movePointRight(2)), 0);
    }

    private static String rounded(Optional<BigDecimal> figure, int scale) {
        return Rounding.halfUp(scale).apply(figure.orElseThrow()).toPlainString();
    }

    private static BigDecimal d(String number) {
        return new BigDecimal(number);
    }
}
