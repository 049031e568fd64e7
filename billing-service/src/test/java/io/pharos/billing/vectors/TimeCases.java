package io.pharos.billing.vectors;

import io.pharos.billing.meter.Aggregation;
import io.pharos.billing.meter.EventKey;
import io.pharos.billing.meter.Meter;
import io.pharos.billing.meter.UsageEvent;
import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.period.Period;
import io.pharos.billing.period.Proration;
import io.pharos.billing.period.RecurringQuantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vectors about calendars and shares of periods. */
final class TimeCases {
    private TimeCases() {}

    static Optional<Outcome> find(String model, Params vector) {
        Params p = vector.object("params");
        return switch (model) {
            case "proration" -> Optional.of(proration(p));
            case "proration_factor" -> Optional.of(factor(p));
            case "prorated_recurring_sum" -> Optional.of(recurring(p));
            case "window_hours" -> Optional.of(hours(p));
            case "billing_month_count" -> Optional.of(monthCount(p));
            case "billing_period_at" -> Optional.of(periodAt(p));
            default -> Optional.empty();
        };
    }

    private static Outcome proration(Params p) {
        Proration.Share share = new Proration.Share(p.decimal("days_used"), p.decimal("days_in_period"));
        return Outcome.of(p.rounding("2").apply(share.of(p.decimal("amount"))));
    }

    private static Outcome factor(Params p) {
        LocalDate from = LocalDate.parse(p.text("from"));
        LocalDate to = LocalDate.parse(p.text("to"));
        Proration.Share share = p.has("fixed_days_in_month")
                ? new Proration.ByFixedMonths(p.number("fixed_days_in_month")).share(from, to)
                : new Proration.ByDays()
                        .share(from, to, LocalDate.parse(p.text("period_from")), LocalDate.parse(p.text("period_to")));
        return Outcome.of(p.rounding("9").apply(share.factor()));
    }

    private static Outcome recurring(Params p) {
        List<RecurringQuantity.Added> added = p.objects("added").stream()
                .map(a -> new RecurringQuantity.Added(a.decimal("units"), a.number("days_left")))
                .toList();
        BigDecimal quantity =
                new RecurringQuantity(p.decimalOr("carried_over", "0"), added, p.number("days_in_period")).prorated();
        return Outcome.of(p.has("scale") ? p.rounding("0").apply(quantity) : quantity);
    }

    private static Outcome hours(Params p) {
        Period window = Period.local(
                LocalDateTime.parse(p.text("local_from")),
                LocalDateTime.parse(p.text("local_to")),
                ZoneId.of(p.text("tz")));
        return Outcome.of(
                Rounding.halfUp(9).divide(BigDecimal.valueOf(window.length().toSeconds()), BigDecimal.valueOf(3600)));
    }

    private static Outcome monthCount(Params p) {
        Period month = BillingCalendar.month(YearMonth.parse(p.text("month")), ZoneId.of(p.text("tz")));
        List<UsageEvent> events =
                p.texts("events").stream().map(TimeCases::event).toList();
        return Outcome.of(new Meter("m", new Aggregation.Count()).quantity(events, month));
    }

    private static UsageEvent event(String time) {
        return new UsageEvent(new EventKey("", time), OffsetDateTime.parse(time).toInstant(), BigDecimal.ONE, Map.of());
    }

    private static Outcome periodAt(Params p) {
        ZoneId zone = ZoneId.of(p.textOr("tz", "Z"));
        BillingCalendar calendar = new BillingCalendar(p.time("anchor").atZone(zone), interval(p.text("interval")));
        Period period = calendar.at(p.time("at"));
        return Outcome.of(period.from(), period.to());
    }

    private static TemporalAmount interval(String text) {
        return text.startsWith("PT") ? Duration.parse(text) : java.time.Period.parse(text);
    }
}
