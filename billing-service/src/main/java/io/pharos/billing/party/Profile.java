package io.pharos.billing.party;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant is invoiced: who it is by law, in which language, under whose brand. A billing statement says that it is
 * no tax invoice, as where only the tax authority's platform issues those (China); Factur-X embeds the invoice as XML.
 */
public record Profile(Party buyer, Language language, Brand brand, boolean billingStatement, boolean facturX) {

    /** The languages that invoices are written in. */
    public enum Language {
        EN("en"),
        ZH("zh-CN");

        private final String tag;

        Language(String tag) {
            this.tag = tag;
        }

        /** As BCP 47 has it. */
        public String tag() {
            return tag;
        }
    }

    /** Whose name and colour stand on the document; the logo is a data URI of PNG or JPEG. */
    public record Brand(
            String name, String colour, @Nullable String logo) {
        private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
        private static final Pattern LOGO = Pattern.compile("data:image/(png|jpeg);base64,[A-Za-z0-9+/=]{16,400000}");
        public static final Brand PHAROS = new Brand("Pharos", "#1f5fd6", null);

        public Brand {
            boolean good = !name.isBlank()
                    && name.length() <= 80
                    && COLOUR.matcher(colour).matches()
                    && (logo == null || LOGO.matcher(logo).matches());
            if (!good) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "invoice.malformed-brand",
                        "A brand has a name of at most 80 characters, a colour such as '#1f5fd6', and a logo as "
                                + "data:image/png;base64 or data:image/jpeg;base64 of at most 300 kB.");
            }
        }
    }

    /** What a tenant gets that has said nothing: its name, in English. */
    public static Profile unsaid(String name, String country) {
        Party buyer = new Party(name, "", List.of(), country, "");
        return new Profile(buyer, Language.EN, Brand.PHAROS, country.equals("CN"), false);
    }
}
