package io.pharos.billing.economics;

import io.pharos.billing.money.Money;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cost that the operator tells of. The reference is what it is known by within its month, segment and kind: telling it
 * again puts the amount in place of the one before.
 */
record GivenCost(YearMonth month, String segment, What kind, String reference, Money amount, String note) {
    private static final int LONGEST = 200;

    GivenCost {
        if (reference.isBlank() || reference.length() > LONGEST || note.length() > LONGEST) {
            throw malformed("A cost has a 'reference' of 1 to 200 characters, and a 'note' of at most 200.");
        }
    }

    /** What it was spent on. */
    enum What {
        /** To win customers. */
        ACQUISITION,
        /** To serve them: in place of what is measured. */
        SERVICE,
        /** All else. */
        OTHER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static What parse(String code) {
            return Arrays.stream(values())
                    .filter(what -> what.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> malformed("'kind' is acquisition, service or other."));
        }
    }

    static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "economics.malformed-cost", detail);
    }
}
