package io.pharos.billing.party;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A legal person on an invoice: full name and address, and its tax number (a VAT identifier in the EU, the unified
 * social credit code in China); the country is ISO 3166-1 alpha-2. A tax number or address that is not known is empty.
 */
public record Party(String name, String taxNumber, List<String> address, String country, String email) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int LONGEST = 200;
    private static final int MOST_LINES = 6;

    public Party {
        address = List.copyOf(address);
        boolean good = !name.isBlank()
                && COUNTRY.matcher(country).matches()
                && address.size() <= MOST_LINES
                && isShort(name)
                && isShort(taxNumber)
                && isShort(email)
                && address.stream().allMatch(Party::isShort);
        if (!good) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "invoice.malformed-party",
                    "A party has a name, a country of two capital letters, at most " + MOST_LINES
                            + " lines of address, and nothing longer than " + LONGEST + " characters.");
        }
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST;
    }
}
