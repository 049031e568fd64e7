package io.pharos.billing.partner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.pharos.billing.money.Decimals;
import io.pharos.billing.money.Money;
import io.pharos.billing.money.Rounding;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What part of a month's revenue, without tax, is a partner's; rounded half up, once a month and currency. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RevenueShare.Percentage.class, name = "percentage"),
    @JsonSubTypes.Type(value = RevenueShare.Tiered.class, name = "tiered")
})
sealed interface RevenueShare {
    /** An amount with the arithmetic that leads to it, in words. */
    record Share(Money amount, String arithmetic) {}

    Share of(Money revenue);

    /** The same percentage of everything. */
    record Percentage(BigDecimal percent) implements RevenueShare {
        public Percentage {
            requirePercent(percent);
        }

        @Override
        public Share of(Money revenue) {
            return rounded(Decimals.percent(percent, revenue.amount()), revenue, words(revenue.amount(), percent));
        }
    }

    /** Each tier's percentage of the part of the revenue that is in it, in major units of whichever currency. */
    record Tiered(List<Tier> tiers) implements RevenueShare {
        public Tiered {
            tiers = List.copyOf(tiers);
            boolean open = !tiers.isEmpty() && tiers.getLast().upTo() == null;
            for (int i = 0; i + 1 < tiers.size(); i++) {
                BigDecimal below = i == 0 ? BigDecimal.ZERO : upTo(tiers.get(i - 1));
                open &= tiers.get(i).upTo() != null && Decimals.isAbove(upTo(tiers.get(i)), below);
            }
            if (!open) {
                throw malformed("Tiers rise by 'upTo', and the last one has none.");
            }
        }

        @Override
        public Share of(Money revenue) {
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal from = BigDecimal.ZERO;
            List<String> words = new ArrayList<>();
            for (Tier tier : tiers) {
                BigDecimal end =
                        tier.upTo() == null ? revenue.amount() : upTo(tier).min(revenue.amount());
                BigDecimal part = end.subtract(from);
                if (part.signum() > 0) {
                    exact = exact.add(Decimals.percent(tier.percent(), part));
                    words.add(words(part, tier.percent()));
                    from = end;
                }
            }
            return rounded(exact, revenue, words.isEmpty() ? "nothing" : String.join(" + ", words));
        }

        private static BigDecimal upTo(Tier tier) {
            return tier.upTo() == null ? BigDecimal.ZERO : tier.upTo();
        }
    }

    /** Up to which revenue what percentage; the last tier has no end. */
    record Tier(@Nullable BigDecimal upTo, BigDecimal percent) {
        public Tier {
            requirePercent(percent);
        }
    }

    private static Share rounded(BigDecimal exact, Money revenue, String words) {
        Money amount = Money.rounded(exact, revenue.currency(), Rounding.of(revenue.currency()));
        return new Share(amount, words + " → " + amount);
    }

    private static String words(BigDecimal part, BigDecimal percent) {
        return part.toPlainString() + " × " + percent.toPlainString() + " %";
    }

    private static void requirePercent(BigDecimal percent) {
        if (percent.signum() < 0 || Decimals.isAbove(percent, Decimals.HUNDRED)) {
            throw malformed("A share is 0 to 100 per cent.");
        }
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "partner.malformed-rule", detail);
    }
}
