package io.pharos.billing.document;

import io.pharos.billing.party.Party;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A party of a Factur-X document. A VAT identifier begins with the letters of its country (BR-CO-09) and has no place where
 * nothing is subject to VAT (BR-O-02); any other number says which legal person it is (BT-30, BT-47), and is a seller's
 * tax registration (BT-32).
 */
final class TradeParty {
    private static final Pattern VAT_IDENTIFIER = Pattern.compile("[A-Z]{2}[0-9A-Za-z+*. -]+");
    private static final int ADDRESS_LINES = 3;

    private TradeParty() {}

    static String seller(Party party, boolean taxed) {
        boolean vat = taxed && isVatIdentifier(party);
        return party("SellerTradeParty", party, vat, registration(party.taxNumber(), vat ? "VA" : "FC"));
    }

    static String buyer(Party party, boolean taxed) {
        boolean vat = taxed && isVatIdentifier(party);
        return party("BuyerTradeParty", party, vat, vat ? registration(party.taxNumber(), "VA") : "");
    }

    private static boolean isVatIdentifier(Party party) {
        return VAT_IDENTIFIER.matcher(party.taxNumber()).matches();
    }

    private static String party(String role, Party party, boolean vat, String registration) {
        String address = party.address().stream()
                .limit(ADDRESS_LINES)
                .map(InvoiceHtml::escape)
                .collect(Collectors.joining(", "));
        return "<ram:" + role + "><ram:Name>" + InvoiceHtml.escape(party.name()) + "</ram:Name>"
                + (vat ? "" : organization(party.taxNumber())) + "<ram:PostalTradeAddress>"
                + (address.isBlank() ? "" : "<ram:LineOne>" + address + "</ram:LineOne>")
                + "<ram:CountryID>" + party.country() + "</ram:CountryID></ram:PostalTradeAddress>" + registration
                + "</ram:" + role + ">";
    }

    private static String organization(String number) {
        return number.isBlank()
                ? ""
                : "<ram:SpecifiedLegalOrganization><ram:ID>" + InvoiceHtml.escape(number)
                        + "</ram:ID></ram:SpecifiedLegalOrganization>";
    }

    private static String registration(String number, String scheme) {
        return number.isBlank()
                ? ""
                : "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"" + scheme + "\">" + InvoiceHtml.escape(number)
                        + "</ram:ID></ram:SpecifiedTaxRegistration>";
    }
}
