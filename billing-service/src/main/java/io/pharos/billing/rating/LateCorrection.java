package io.pharos.billing.rating;

import io.pharos.billing.money.Decimals;
import io.pharos.billing.rating.model.Additivity;
import io.pharos.billing.rating.model.PriceModel;
import io.pharos.billing.rating.model.Priced;
import io.pharos.billing.rating.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What events that came after their period was billed change, as lines of the next bill. Where the model is additive
 * only the difference of each period is billed, naming the run that it corrects; where it is not, one unit can reprice
 * all others, so what was booked is reversed exactly and the whole is booked anew.
 */
public record LateCorrection(PriceModel model, List<Booking> booked) {
    /** A part that was billed: its period, the run that billed it, its quantity and its exact amount. */
    public record Booking(String period, String run, BigDecimal quantity, BigDecimal amount) {}

    /** A line of the next bill; {@code corrects} names the run that it corrects, if any. */
    public record Line(String period, @Nullable String corrects, BigDecimal quantity, BigDecimal amount) {}

    public LateCorrection {
        booked = List.copyOf(booked);
    }

    /** The bookings as progressive billing made them: the run of the n-th period is {@code run<n>}. */
    public static LateCorrection after(PriceModel model, Map<String, BigDecimal> quantities) {
        DeltaRating rating = new DeltaRating(model);
        List<Booking> bookings = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (var entry : quantities.entrySet()) {
            Usage now = Usage.of(before.add(entry.getValue()));
            Priced part = bookings.isEmpty() ? rating.first(now) : rating.next(Usage.of(before), now);
            String run = "run" + (bookings.size() + 1);
            bookings.add(new Booking(entry.getKey(), run, entry.getValue(), part.amount()));
            before = now.quantity();
        }
        return new LateCorrection(model, bookings);
    }

    /** The lines for the quantities by period as they are known now, in the order of the periods. */
    public List<Line> lines(Map<String, BigDecimal> known) {
        return switch (model.additivity()) {
            case Additivity.Additive a -> differences(known);
            case Additivity.NotAdditive n -> bookedAnew(known);
        };
    }

    private List<Line> differences(Map<String, BigDecimal> known) {
        Map<String, Booking> byPeriod = new LinkedHashMap<>();
        booked.forEach(b -> byPeriod.put(b.period(), b));
        return known.entrySet().stream()
                .map(e -> difference(byPeriod.get(e.getKey()), e.getKey(), e.getValue()))
                .filter(line -> line.quantity().signum() != 0)
                .toList();
    }

    private Line difference(@Nullable Booking booking, String period, BigDecimal known) {
        BigDecimal quantity = booking == null ? known : known.subtract(booking.quantity());
        String corrects = booking == null ? null : booking.run();
        return new Line(period, corrects, quantity, price(quantity));
    }

    private List<Line> bookedAnew(Map<String, BigDecimal> known) {
        BigDecimal total = Decimals.sum(List.copyOf(known.values()));
        if (total.compareTo(bookedQuantity()) == 0) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (Booking b : booked) {
            lines.add(new Line(
                    b.period(), b.run(), b.quantity().negate(), b.amount().negate()));
        }
        String current = Objects.requireNonNull(List.copyOf(known.keySet()).getLast());
        lines.add(new Line(current, null, total, price(total)));
        return List.copyOf(lines);
    }

    private BigDecimal bookedQuantity() {
        return Decimals.sum(booked.stream().map(Booking::quantity).toList());
    }

    private BigDecimal price(BigDecimal quantity) {
        return model.price(Usage.of(quantity)).amount();
    }
}
