package io.pharos.billing.economics;

import io.pharos.billing.cost.ServiceCosts.Measured;
import io.pharos.billing.economics.Economics.Extent;
import io.pharos.billing.economics.Economics.Report;
import io.pharos.billing.economics.EconomicsView.SegmentView;
import io.pharos.billing.economics.Known.Figures;
import io.pharos.billing.money.Decimals;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.context.RequiresScope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Unit economics, for the operator alone: no tenant is named but with what serving it costs. */
@Path("/api/v1/economics")
@RequiresScope(io.pharos.model.Scope.PLATFORM)
@RunOnVirtualThread
class EconomicsResource {
    private final Economics economics;
    private final Clock clock;

    EconomicsResource(Economics economics, Clock clock) {
        this.economics = economics;
        this.clock = clock;
    }

    /** Which months, and in which currency: the last whole month, in CNY, where nothing else is said. */
    record ExtentRequest(
            @Nullable String month,
            @Nullable Integer months,
            @Nullable String currency) {
        Extent extent(Clock clock) {
            YearMonth last = month == null
                    ? YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(1)
                    : Months.parse(month);
            return new Extent(
                    new Months(last, months == null ? 1 : months), known(currency == null ? "CNY" : currency));
        }

        private static Currency known(String code) {
            try {
                return Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw Problem.of(Kind.MALFORMED, "economics.malformed-currency", "'currency' is a code of ISO 4217.");
            }
        }
    }

    /** Factors on things as they are, 1 for what stays; the mix is a factor on the customers of a segment. */
    record WhatIfRequest(
            @Nullable String month,
            @Nullable Integer months,
            @Nullable String currency,
            @Nullable BigDecimal acquisition,
            @Nullable BigDecimal churn,
            @Nullable BigDecimal serviceCost,
            @Nullable Map<String, BigDecimal> mix) {
        WhatIf whatIf() {
            return new WhatIf(factor(acquisition), factor(churn), factor(serviceCost), mix == null ? Map.of() : mix);
        }

        private static BigDecimal factor(@Nullable BigDecimal factor) {
            return factor == null ? BigDecimal.ONE : factor;
        }
    }

    /** Before and after; segments of which something is not known take no part and are named. */
    record WhatIfView(
            List<SegmentView> before,
            List<SegmentView> after,
            String netMarginBefore,
            String netMarginAfter,
            List<String> leftOut) {}

    /** Customers won in a month, and the fractions of them that were there 0, 1, 2 … months later. */
    record CohortView(String won, int customers, List<String> retention) {
        static CohortView of(Cohort cohort) {
            return new CohortView(
                    cohort.won().toString(),
                    cohort.remaining().getFirst(),
                    cohort.retention().stream().map(EconomicsView::share).toList());
        }
    }

    /** Retention by the month in which customers were won. */
    record CohortsView(List<CohortView> cohorts) {}

    /** What serving each tenant costs, what nobody's usage carries, and what was not measured. */
    record ServiceCostsView(String currency, Map<String, String> tenants, String nobodys, List<String> missing) {
        static ServiceCostsView of(Extent extent, Measured measured) {
            Map<String, String> tenants = new TreeMap<>();
            measured.byTenant()
                    .forEach((tenant, cost) ->
                            tenants.put(tenant.value(), EconomicsView.money(cost, extent.currency())));
            return new ServiceCostsView(
                    extent.currency().getCurrencyCode(),
                    tenants,
                    EconomicsView.money(measured.nobodys(), extent.currency()),
                    measured.gaps());
        }
    }

    /** What a lower fee saves in a year. */
    record ComplianceView(String saved) {}

    @GET
    @Operation(
            summary = "Lifetime value, cost of winning and of serving, and margins by segment; conversion, ARPU and"
                    + " shares",
            description = "Over whole months in UTC. What is not known is left out, and said.")
    public EconomicsView all(
            @QueryParam("month") @Nullable String month,
            @QueryParam("months") @Nullable Integer months,
            @QueryParam("currency") @Nullable String currency) {
        Extent extent = new ExtentRequest(month, months, currency).extent(clock);
        return EconomicsView.of(extent, economics.report(extent));
    }

    @POST
    @Path("/what-if")
    @Operation(summary = "The same under other costs, churn and mix; changes nothing")
    public WhatIfView whatIf(WhatIfRequest request) {
        Extent extent = new ExtentRequest(request.month(), request.months(), request.currency()).extent(clock);
        WhatIf change = request.whatIf();
        Report report = economics.report(extent);
        List<Figures> whole =
                report.segments().stream().filter(Figures::isWhole).toList();
        List<UnitEconomics> before = whole.stream().map(Figures::economics).toList();
        List<UnitEconomics> after =
                change.apply(before.stream().map(UnitEconomics::segment).toList());
        return new WhatIfView(
                views(before, extent, report),
                views(after, extent, report),
                EconomicsView.share(WhatIf.netMargin(before)),
                EconomicsView.share(WhatIf.netMargin(after)),
                report.segments().stream()
                        .filter(f -> !f.isWhole())
                        .map(Figures::code)
                        .toList());
    }

    private static List<SegmentView> views(List<UnitEconomics> segments, Extent extent, Report report) {
        return segments.stream()
                .map(e -> new Figures(e.segment().name(), e, Set.of()))
                .map(f -> EconomicsView.segment(f, report.names().getOrDefault(f.code(), ""), extent.currency()))
                .toList();
    }

    @GET
    @Path("/cohorts")
    public CohortsView cohorts(
            @QueryParam("segment") @DefaultValue("") String segment,
            @QueryParam("month") @Nullable String month,
            @QueryParam("months") @DefaultValue("12") int months,
            @QueryParam("currency") @Nullable String currency) {
        Extent extent = new ExtentRequest(month, months, currency).extent(clock);
        return new CohortsView(
                economics.cohorts(extent, segment).stream().map(CohortView::of).toList());
    }

    @GET
    @Path("/service-costs")
    @Operation(summary = "What serving each tenant costs: measured consumption, shared out by the hour and by usage")
    public ServiceCostsView serviceCosts(
            @QueryParam("month") @Nullable String month,
            @QueryParam("months") @Nullable Integer months,
            @QueryParam("currency") @Nullable String currency) {
        Extent extent = new ExtentRequest(month, months, currency).extent(clock);
        return ServiceCostsView.of(extent, economics.serviceCosts(extent));
    }

    /** Rates in per cent of the volume. */
    @GET
    @Path("/compliance-return")
    public ComplianceView complianceReturn(
            @QueryParam("volume") @Nullable BigDecimal volume,
            @QueryParam("before") @Nullable BigDecimal before,
            @QueryParam("after") @Nullable BigDecimal after) {
        if (volume == null || before == null || after == null) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "economics.incomplete-question",
                    "Give the year's 'volume', and the fee 'before' and 'after' in per cent.");
        }
        return new ComplianceView(Decimals.plain(BusinessFigures.complianceReturn(volume, before, after)));
    }
}
