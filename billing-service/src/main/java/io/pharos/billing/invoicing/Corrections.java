package io.pharos.billing.invoicing;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What usage that came after an invoice was issued makes of it: for each charge the difference between what its period
 * costs as it is known now and what was billed, to go on the next invoice. What an invoice itself corrected is no part
 * of its period.
 */
final class Corrections {
    private static final String OWN = "CORRECTION";

    private Corrections() {}

    static List<ContentLine> between(
            List<ContentLine> billed, List<ContentLine> known, Currency currency, String period) {
        Map<Key, Sums> byCharge = new LinkedHashMap<>();
        known.stream().filter(line -> !line.kind().equals(OWN)).forEach(line -> add(byCharge, line, false));
        billed.stream().filter(line -> !line.kind().equals(OWN)).forEach(line -> add(byCharge, line, true));
        List<ContentLine> lines = new ArrayList<>();
        byCharge.forEach((key, sums) -> {
            BigDecimal difference = sums.known().subtract(sums.billed());
            if (difference.signum() != 0) {
                lines.add(line(key, sums, Money.exact(difference, currency), period));
            }
        });
        return lines;
    }

    private record Key(String code, String name, Tax tax) {}

    private record Sums(BigDecimal billed, BigDecimal known) {
        static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static void add(Map<Key, Sums> byCharge, ContentLine line, boolean wasBilled) {
        BigDecimal amount = new BigDecimal(line.amount());
        byCharge.compute(new Key(line.code(), line.name(), line.tax()), (key, before) -> {
            Sums sums = before == null ? Sums.NONE : before;
            return wasBilled
                    ? new Sums(sums.billed().add(amount), sums.known())
                    : new Sums(sums.billed(), sums.known().add(amount));
        });
    }

    private static ContentLine line(Key key, Sums sums, Money difference, String period) {
        Money known = Money.exact(sums.known(), difference.currency());
        Money billed = Money.exact(sums.billed(), difference.currency());
        String words = "late usage of " + period + ": " + known + " less billed " + billed + " → " + difference;
        String amount = difference.amount().toPlainString();
        return new ContentLine(OWN, key.code(), key.name(), amount, "0", "0", words, key.tax());
    }
}
