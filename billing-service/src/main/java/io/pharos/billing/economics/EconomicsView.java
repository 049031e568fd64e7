package io.pharos.billing.economics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.economics.Economics.Extent;
import io.pharos.billing.economics.Economics.Report;
import io.pharos.billing.economics.Economics.Whole;
import io.pharos.billing.economics.GivenCost.What;
import io.pharos.billing.economics.Known.Figures;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a page about unit economics shows, rounded for people: money with the currency's digits, shares as fractions
 * with four, ratios and months with two. What is not known, or means nothing, is left out, and {@code missing} says why.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EconomicsView(
        String from, String to, String currency, List<SegmentView> segments, WholeView business, List<String> missing) {
    private static final int SHARE = 4;
    private static final int RATIO = 2;

    /** A segment in the mean of the months. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentView(
            String segment,
            String name,
            String customers,
            String newCustomers,
            String revenue,
            String churn,
            @Nullable String arpa,
            @Nullable String lifetimeValue,
            @Nullable String acquisitionCost,
            @Nullable String valueOverCost,
            @Nullable String paybackMonths,
            @Nullable String serviceCostShare,
            @Nullable String netMargin,
            boolean smallCohort,
            List<String> missing) {}

    /** The whole business. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WholeView(
            String revenue,
            @Nullable String conversion,
            @Nullable String arpu,
            @Nullable String ordersOnNewPath,
            @Nullable String revenueThroughPartners,
            @Nullable String partnerShare) {}

    static EconomicsView of(Extent extent, Report report) {
        return new EconomicsView(
                extent.months().first().toString(),
                extent.months().last().toString(),
                extent.currency().getCurrencyCode(),
                report.segments().stream()
                        .map(figures ->
                                segment(figures, report.names().getOrDefault(figures.code(), ""), extent.currency()))
                        .toList(),
                whole(report.whole(), extent.currency()),
                report.measured().gaps());
    }

    static SegmentView segment(Figures figures, String name, Currency currency) {
        UnitEconomics e = figures.economics();
        Segment s = e.segment();
        boolean served = !figures.unknown().contains(What.SERVICE);
        boolean won = !figures.unknown().contains(What.ACQUISITION);
        boolean all = served && !figures.unknown().contains(What.OTHER);
        return new SegmentView(
                figures.code(),
                name,
                rounded(s.customers(), RATIO),
                rounded(s.newCustomers(), RATIO),
                money(s.revenue(), currency),
                rounded(s.churn(), SHARE),
                shown(true, e.arpa(), digits(currency)),
                shown(served, e.lifetimeValue(), digits(currency)),
                shown(won, e.acquisitionCost(), digits(currency)),
                shown(served && won, e.valueOverCost(), RATIO),
                shown(served && won, e.payback(), RATIO),
                shown(served, e.serviceCostShare(), SHARE),
                shown(all, e.netMargin(), SHARE),
                e.isSmallCohort(),
                missing(figures));
    }

    private static List<String> missing(Figures figures) {
        Set<What> unknown = figures.unknown();
        List<String> words = new ArrayList<>(Arrays.stream(What.values())
                .filter(unknown::contains)
                .map(what -> switch (what) {
                    case ACQUISITION -> "no acquisition cost was told";
                    case SERVICE -> "the cost of service was neither told nor measured throughout";
                    case OTHER -> "no other cost was told, not even zero";
                })
                .toList());
        if (figures.economics().segment().churn().signum() == 0) {
            words.add("nobody left in this time: there is no lifetime to reckon with");
        }
        return words;
    }

    private static WholeView whole(Whole whole, Currency currency) {
        return new WholeView(
                money(whole.revenue(), currency),
                shown(true, whole.conversion(), SHARE),
                shown(true, whole.arpu(), digits(currency)),
                shown(true, whole.onNewPath(), SHARE),
                shown(true, whole.throughPartners(), SHARE),
                shown(true, whole.partnerShare(), SHARE));
    }

    static String money(BigDecimal amount, Currency currency) {
        return rounded(amount, digits(currency));
    }

    static String share(BigDecimal share) {
        return rounded(share, SHARE);
    }

    private static @Nullable String shown(boolean known, Optional<BigDecimal> figure, int digits) {
        return known ? figure.map(f -> rounded(f, digits)).orElse(null) : null;
    }

    private static String rounded(BigDecimal figure, int digits) {
        return Decimals.plain(figure.setScale(digits, RoundingMode.HALF_UP));
    }

    private static int digits(Currency currency) {
        return Rounding.of(currency).scale();
    }
}
