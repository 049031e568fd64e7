package io.pharos.billing.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.document.InvoiceContent.Sums;
import io.pharos.billing.document.InvoiceContent.Tax;
import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.document.InvoiceContent.Type;
import io.pharos.billing.money.Money;
import io.pharos.billing.party.Party;
import io.pharos.billing.party.Profile;
import io.pharos.billing.party.Seller;
import io.pharos.billing.tax.TaxCategory;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Xslt30Transformer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of document keeps the official rules of EN 16931, as the standard's own Schematron judges it. */
class FacturXRulesTest {
    private static final String RULES = "/external/schematron/1.3.16/cii/EN16931-CII-validation.xslt";
    private static final Pattern FAILED = Pattern.compile("(?s)<svrl:failed-assert.*?</svrl:failed-assert>");
    private static final Tax STANDARD = new Tax("S", "10", "");
    private static final Party GERMAN = new Party("Pharos GmbH", "DE999999999", List.of("Weg 1"), "DE", "");
    private static final Party CHINESE = new Party("上海明灯有限公司", "91310000MA1PHAROS8", List.of(), "CN", "");

    private static final Processor SAXON = new Processor(false);

    @SuppressWarnings("NullAway.Init")
    private static Xslt30Transformer rules;

    @BeforeAll
    static void compile() throws SaxonApiException {
        var xslt = Objects.requireNonNull(FacturXRulesTest.class.getResource(RULES));
        rules = SAXON.newXsltCompiler()
                .compile(new StreamSource(xslt.toString()))
                .load30();
    }

    @Test
    void anInvoiceWithDiscountsCreditsAndWhatIsPaidBefore() throws SaxonApiException {
        InvoiceContent invoice = Samples.invoice();
        assertThat(broken(invoice)).isEmpty();
        Money paid = Money.exact(new BigDecimal("104.75"), Currency.getInstance("CNY"));
        assertThat(broken(invoice.prepaid(paid))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLineOfEachTaxCategory(TaxCategory.Code code) throws SaxonApiException {
        boolean taxed = code == TaxCategory.Code.S;
        boolean plain = taxed || code == TaxCategory.Code.Z;
        Tax tax = new Tax(code.name(), taxed ? "10" : "0", plain ? "" : code.words());
        assertThat(broken(document(Type.INVOICE, "EUR", GERMAN, buyer(GERMAN), tax, taxed ? "9.00" : "0.00")))
                .isEmpty();
    }

    @Test
    void aCreditNoteAndACurrencyWithoutMinorUnit() throws SaxonApiException {
        assertThat(broken(document(Type.CREDIT_NOTE, "EUR", GERMAN, buyer(GERMAN), STANDARD, "9.00")))
                .isEmpty();
        assertThat(broken(document(Type.INVOICE, "JPY", CHINESE, buyer(GERMAN), STANDARD, "9")))
                .isEmpty();
    }

    @Test
    void partiesWithoutAVatIdentifierOrAnyNumber() throws SaxonApiException {
        assertThat(broken(document(Type.INVOICE, "CNY", CHINESE, buyer(CHINESE), STANDARD, "9.00")))
                .isEmpty();
        assertThat(broken(document(Type.INVOICE, "CNY", CHINESE, Profile.unsaid("acme", "DE"), STANDARD, "9.00")))
                .isEmpty();
    }

    /** A line of 100 with 10 off. */
    private static InvoiceContent document(
            Type type, String currency, Party seller, Profile buyer, Tax tax, String taxAmount) {
        InvoiceContent like = Samples.invoice();
        boolean credit = type == Type.CREDIT_NOTE;
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        String net = new BigDecimal(90).setScale(digits).toPlainString();
        String total = new BigDecimal(net).add(new BigDecimal(taxAmount)).toPlainString();
        String whole = new BigDecimal(100).setScale(digits).toPlainString();
        String off = new BigDecimal(10).setScale(digits).toPlainString();
        String nothing = BigDecimal.ZERO.setScale(digits).toPlainString();
        return new InvoiceContent(
                type,
                like.tenant(),
                like.number(),
                like.issued(),
                credit ? null : LocalDate.of(2026, 12, 1),
                credit ? "PH-6" : null,
                credit ? "An outage" : null,
                new Seller("PH", seller, "Bank 1", 30),
                buyer,
                like.plan(),
                like.from(),
                like.to(),
                like.zone(),
                like.asOf(),
                currency,
                List.of(new ContentLine("USAGE", "samples", "Samples", whole, off, taxAmount, "100 × 1", tax)),
                new Sums(whole, off, net, taxAmount, total, nothing, total),
                List.of(new TaxRow(tax, net, taxAmount)));
    }

    private static Profile buyer(Party party) {
        return new Profile(party, Profile.Language.EN, Profile.Brand.PHAROS, false, true);
    }

    /** The assertions that a document fails. */
    private static List<String> broken(InvoiceContent content) throws SaxonApiException {
        StringWriter report = new StringWriter();
        rules.transform(new StreamSource(new StringReader(FacturX.of(content))), SAXON.newSerializer(report));
        assertThat(report.toString()).contains("svrl:fired-rule");
        return FAILED.matcher(report.toString())
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
