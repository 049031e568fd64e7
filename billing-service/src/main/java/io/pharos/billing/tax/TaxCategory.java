package io.pharos.billing.tax;

import io.pharos.billing.money.Decimals;
import java.math.BigDecimal;

/** A tax category of EN 16931 (UNTDID 5305) with its rate in per cent, and the reason where nothing is charged. */
public record TaxCategory(Code code, BigDecimal rate, String exemptionReason) {
    /** The categories of the standard that an invoice for services can need. */
    public enum Code {
        S("standard rate"),
        Z("zero rated"),
        E("exempt"),
        AE("reverse charge"),
        K("intra-community supply"),
        G("export outside the EU"),
        O("outside the scope of tax");

        private final String words;

        Code(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        boolean needsReason() {
            return this != S && this != Z;
        }
    }

    public TaxCategory {
        rate = rate.signum() == 0 ? BigDecimal.ZERO : rate.stripTrailingZeros();
        if (rate.signum() < 0 || (code != Code.S && rate.signum() != 0)) {
            throw TaxProblem.malformed("Only the category S has a rate, and it is never below zero.");
        }
        if (code.needsReason() && exemptionReason.isBlank()) {
            throw TaxProblem.malformed(
                    "The category " + code + " needs a reason on the invoice (" + code.words() + ").");
        }
    }

    /** The category of a bare rate: S, or Z where it is zero. */
    public static TaxCategory ofRate(BigDecimal rate) {
        return new TaxCategory(rate.signum() == 0 ? Code.Z : Code.S, rate, "");
    }

    @Override
    public String toString() {
        return code + " " + Decimals.plain(rate) + " %";
    }
}
