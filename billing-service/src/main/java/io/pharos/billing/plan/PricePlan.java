package io.pharos.billing.plan;

import io.pharos.billing.money.Rounding;
import io.pharos.billing.period.Proration;
import io.pharos.billing.tax.TaxCategory;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of a price list in one currency: all that is needed to rate a period's usage, and nothing else. */
public record PricePlan(
        PlanVersion version,
        Currency currency,
        ZoneId zone,
        Proration proration,
        Conventions conventions,
        Map<String, TaxCategory> taxes,
        List<RecurringFee> fees,
        List<Charge> charges,
        @Nullable Commitment commitment,
        Grants grants) {

    public PricePlan {
        taxes = Map.copyOf(taxes);
        fees = List.copyOf(fees);
        charges = List.copyOf(charges);
        requireDistinct(codes(fees, charges));
        requireKnown(taxNames(fees, charges, commitment), taxes);
    }

    public Rounding rounding() {
        return Rounding.of(currency, conventions.rounding());
    }

    public Optional<Commitment> committed() {
        return Optional.ofNullable(commitment);
    }

    TaxCategory tax(String name) {
        return Objects.requireNonNull(taxes.get(name), "the constructor has checked every name");
    }

    private static Stream<String> codes(List<RecurringFee> fees, List<Charge> charges) {
        return Stream.concat(
                fees.stream().map(RecurringFee::code), charges.stream().map(Charge::code));
    }

    private static Stream<String> taxNames(
            List<RecurringFee> fees, List<Charge> charges, @Nullable Commitment commitment) {
        Stream<String> lines = Stream.concat(
                fees.stream().map(RecurringFee::tax), charges.stream().map(Charge::tax));
        return commitment == null ? lines : Stream.concat(lines, Stream.of(commitment.tax()));
    }

    private static void requireDistinct(Stream<String> codes) {
        Set<String> seen = new HashSet<>();
        codes.filter(code -> !seen.add(code)).findFirst().ifPresent(code -> {
            throw PlanProblem.malformed("The code '" + code + "' is used twice.");
        });
    }

    private static void requireKnown(Stream<String> names, Map<String, TaxCategory> taxes) {
        names.filter(name -> !taxes.containsKey(name)).findFirst().ifPresent(name -> {
            throw PlanProblem.malformed("The tax '" + name + "' is not one of the plan's taxes.");
        });
    }
}
