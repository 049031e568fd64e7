package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Sums;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.tax.TaxCategory.Code;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An issued document as the XML of Factur-X 1.0 / ZUGFeRD 2 at the level EN 16931: UN/CEFACT Cross Industry Invoice
 * D22B. Coupons are allowances of the document by tax category, so that line nets, allowances and tax bases add up as
 * BR-CO-10, BR-CO-13 and BR-S-08 want.
 */
public final class FacturX {
    public static final String FILE_NAME = "factur-x.xml";
    public static final String LEVEL = "EN 16931";

    private final InvoiceContent content;
    private final ZoneId zone;

    private FacturX(InvoiceContent content) {
        this.content = content;
        this.zone = ZoneId.of(content.zone());
    }

    public static String of(InvoiceContent content) {
        if (content.isDraft()) {
            throw new IllegalArgumentException("a draft is no e-invoice");
        }
        return new FacturX(content).xml();
    }

    private String xml() {
        boolean taxed = content.taxes().stream().noneMatch(row -> isOutside(row.tax()));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"\
                 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"\
                 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
                <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>\
                <ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>\
                </rsm:ExchangedDocumentContext>
                <rsm:ExchangedDocument><ram:ID>%s</ram:ID><ram:TypeCode>%s</ram:TypeCode>\
                <ram:IssueDateTime>%s</ram:IssueDateTime>%s</rsm:ExchangedDocument>
                <rsm:SupplyChainTradeTransaction>
                %s<ram:ApplicableHeaderTradeAgreement>%s%s</ram:ApplicableHeaderTradeAgreement>
                <ram:ApplicableHeaderTradeDelivery>%s<ram:ActualDeliverySupplyChainEvent>\
                <ram:OccurrenceDateTime>%s</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent>\
                </ram:ApplicableHeaderTradeDelivery>
                <ram:ApplicableHeaderTradeSettlement>%s</ram:ApplicableHeaderTradeSettlement>
                </rsm:SupplyChainTradeTransaction>
                </rsm:CrossIndustryInvoice>
                """.formatted(
                        escape(Objects.requireNonNull(content.number())),
                        content.type().code(),
                        date(Objects.requireNonNull(content.issued())),
                        note(),
                        lines(),
                        TradeParty.seller(content.seller().party(), taxed),
                        TradeParty.buyer(content.buyer(), taxed),
                        shipped(),
                        date(content.to().minusSeconds(1)),
                        settlement());
    }

    private String note() {
        return content.reason() == null
                ? ""
                : "<ram:IncludedNote><ram:Content>" + escape(content.reason()) + "</ram:Content></ram:IncludedNote>";
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        int number = 1;
        for (ContentLine line : content.lines()) {
            lines.append(line(line, number++));
        }
        return lines.toString();
    }

    /** One of it at its amount; where the amount is below zero the quantity is, since a price never is (BR-27). */
    private static String line(ContentLine line, int number) {
        boolean negative = line.amount().startsWith("-");
        String price = negative ? line.amount().substring(1) : line.amount();
        return """
                <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>%d</ram:LineID>\
                </ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:SellerAssignedID>%s</ram:SellerAssignedID>\
                <ram:Name>%s</ram:Name><ram:Description>%s</ram:Description></ram:SpecifiedTradeProduct>\
                <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>%s</ram:ChargeAmount>\
                </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>\
                <ram:BilledQuantity unitCode="C62">%s</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>\
                <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>\
                <ram:CategoryCode>%s</ram:CategoryCode>%s\
                </ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation>\
                <ram:LineTotalAmount>%s</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>\
                </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
                """.formatted(
                        number,
                        escape(line.code()),
                        escape(line.name()),
                        escape(line.arithmetic()),
                        price,
                        negative ? "-1" : "1",
                        line.tax().category(),
                        rate(line.tax()),
                        line.amount());
    }

    /** Within the Union the country that it went to is said (BR-IC-12). */
    private String shipped() {
        boolean within =
                content.taxes().stream().anyMatch(row -> row.tax().category().equals(Code.K.name()));
        return within
                ? "<ram:ShipToTradeParty><ram:PostalTradeAddress><ram:CountryID>"
                        + content.buyer().country()
                        + "</ram:CountryID></ram:PostalTradeAddress></ram:ShipToTradeParty>"
                : "";
    }

    /** What is outside the scope of tax has no rate (BR-O-05 to 07). */
    private static String rate(Tax tax) {
        return isOutside(tax) ? "" : "<ram:RateApplicablePercent>" + tax.rate() + "</ram:RateApplicablePercent>";
    }

    private static boolean isOutside(Tax tax) {
        return tax.category().equals(Code.O.name());
    }

    private String settlement() {
        return "<ram:InvoiceCurrencyCode>" + content.currency() + "</ram:InvoiceCurrencyCode>"
                + "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>" + means() + "</ram:TypeCode>"
                + "<ram:PayeePartyCreditorFinancialAccount><ram:ProprietaryID>"
                + escape(content.seller().bank())
                + "</ram:ProprietaryID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
                + content.taxes().stream().map(FacturX::tax).collect(Collectors.joining())
                + period()
                + content.taxes().stream().map(this::allowance).collect(Collectors.joining())
                + terms()
                + sums(content.sums())
                + corrected();
    }

    private static String tax(TaxRow row) {
        Tax tax = row.tax();
        String reason =
                tax.reason().isBlank() ? "" : "<ram:ExemptionReason>" + escape(tax.reason()) + "</ram:ExemptionReason>";
        return "<ram:ApplicableTradeTax><ram:CalculatedAmount>" + row.amount() + "</ram:CalculatedAmount>"
                + "<ram:TypeCode>VAT</ram:TypeCode>" + reason + "<ram:BasisAmount>" + row.base()
                + "</ram:BasisAmount><ram:CategoryCode>" + tax.category() + "</ram:CategoryCode>"
                + rate(tax) + "</ram:ApplicableTradeTax>";
    }

    private String period() {
        return "<ram:BillingSpecifiedPeriod><ram:StartDateTime>" + date(content.from())
                + "</ram:StartDateTime><ram:EndDateTime>" + date(content.to().minusSeconds(1))
                + "</ram:EndDateTime></ram:BillingSpecifiedPeriod>";
    }

    /** What coupons took off the lines of a tax category. */
    private String allowance(TaxRow row) {
        BigDecimal off = content.lines().stream()
                .filter(line -> line.tax().equals(row.tax()))
                .map(line -> new BigDecimal(line.discount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (off.signum() == 0) {
            return "";
        }
        return "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator>"
                + "</ram:ChargeIndicator><ram:ActualAmount>" + off.toPlainString() + "</ram:ActualAmount>"
                + "<ram:Reason>Discount</ram:Reason><ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode>"
                + "<ram:CategoryCode>" + row.tax().category() + "</ram:CategoryCode>" + rate(row.tax())
                + "</ram:CategoryTradeTax>"
                + "</ram:SpecifiedTradeAllowanceCharge>";
    }

    private String terms() {
        LocalDate due = content.due();
        return due == null
                ? "<ram:SpecifiedTradePaymentTerms><ram:Description>" + escape(settledBy()) + "</ram:Description>"
                        + "</ram:SpecifiedTradePaymentTerms>"
                : "<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>" + date(due)
                        + "</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>";
    }

    /** UNTDID 4461: a SEPA credit transfer, or any. */
    private String means() {
        return content.currency().equals("EUR") ? "58" : "30";
    }

    /** In place of a due date, since nobody has to pay a credit note (BR-CO-25). */
    private String settledBy() {
        return "Set off against " + content.corrects();
    }

    private String sums(Sums sums) {
        return "<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>" + sums.subtotal()
                + "</ram:LineTotalAmount><ram:AllowanceTotalAmount>" + sums.discount() + "</ram:AllowanceTotalAmount>"
                + "<ram:TaxBasisTotalAmount>" + sums.net()
                + "</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID=\""
                + content.currency() + "\">" + sums.tax() + "</ram:TaxTotalAmount><ram:GrandTotalAmount>" + sums.total()
                + "</ram:GrandTotalAmount><ram:TotalPrepaidAmount>" + sums.prepaid()
                + "</ram:TotalPrepaidAmount><ram:DuePayableAmount>" + sums.due()
                + "</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>";
    }

    private String corrected() {
        return content.corrects() == null
                ? ""
                : "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>" + escape(content.corrects())
                        + "</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>";
    }

    private String date(Instant time) {
        return date(time.atZone(zone).toLocalDate());
    }

    private static String date(LocalDate day) {
        return "<udt:DateTimeString format=\"102\">" + DateTimeFormatter.BASIC_ISO_DATE.format(day)
                + "</udt:DateTimeString>";
    }

    private static String escape(String text) {
        return InvoiceHtml.escape(text);
    }
}
