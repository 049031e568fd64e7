package io.pharos.billing.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.document.InvoiceContent.TaxRow;
import io.pharos.billing.money.Money;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Every form of a document says the same, and adds up. */
class DocumentsTest {
    private final InvoiceContent invoice = Samples.invoice();

    @Test
    void canonicalFormIsReadBackAndWrittenTheSame() {
        byte[] canonical = CanonicalJson.write(invoice);
        assertThat(CanonicalJson.read(canonical)).isEqualTo(invoice);
        assertThat(CanonicalJson.write(CanonicalJson.read(canonical))).isEqualTo(canonical);
    }

    @Test
    void focusAddsUpToTheTotal() {
        BigDecimal sum = FocusExport.of(List.of(invoice))
                .lines()
                .skip(1)
                .map(row -> new BigDecimal(row.substring(0, row.indexOf(','))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(invoice.sums().due());
    }

    @Test
    void facturXHoldsToTheRulesOfEn16931() throws Exception {
        InvoiceContent prepaid = invoice.prepaid(Money.exact(new BigDecimal("104.75"), Currency.getInstance("CNY")));
        Document xml = xml(prepaid);
        String summation = "SpecifiedTradeSettlementHeaderMonetarySummation";
        BigDecimal total = sum(xml, "GrandTotalAmount", summation);
        assertThat(sum(xml, "TaxBasisTotalAmount", summation).add(sum(xml, "TaxTotalAmount", summation)))
                .as("BR-CO-15")
                .isEqualByComparingTo(total);
        assertThat(total.subtract(sum(xml, "TotalPrepaidAmount", summation)))
                .as("BR-CO-16")
                .isEqualByComparingTo(sum(xml, "DuePayableAmount", summation))
                .isEqualByComparingTo("1000");
        assertThat(texts(xml, "ChargeAmount")).as("BR-27").noneMatch(price -> price.startsWith("-"));
        assertThat(texts(xml, "GrandTotalAmount"))
                .as("BR-DEC-14")
                .allMatch(amount -> amount.matches("-?\\d+\\.\\d{2}"));
        assertThat(xml.getElementsByTagNameNS("*", "DueDateDateTime").getLength())
                .as("BR-CO-25")
                .isEqualTo(1);
        for (TaxRow row : prepaid.taxes()) {
            BigDecimal exact = new BigDecimal(row.base())
                    .multiply(new BigDecimal(row.tax().rate()))
                    .movePointLeft(2);
            assertThat(new BigDecimal(row.amount()).subtract(exact).abs())
                    .as("BR-CO-17")
                    .isLessThan(BigDecimal.ONE);
            assertThat(row.tax().category().equals("AE") && row.tax().reason().isBlank())
                    .as("BR-AE-10")
                    .isFalse();
        }
        assertThat(FocusExport.of(List.of(prepaid))).contains("Paid from prepaid credit");
    }

    @Test
    void facturXIsWellFormedAndItsSumsHold() throws Exception {
        Document xml = xml(invoice);
        BigDecimal lines = sum(xml, "LineTotalAmount", "SpecifiedTradeSettlementLineMonetarySummation");
        BigDecimal header = sum(xml, "LineTotalAmount", "SpecifiedTradeSettlementHeaderMonetarySummation");
        assertThat(lines).as("BR-CO-10").isEqualByComparingTo(header);
        BigDecimal allowances = sum(xml, "ActualAmount", "SpecifiedTradeAllowanceCharge");
        BigDecimal basis = sum(xml, "TaxBasisTotalAmount", "SpecifiedTradeSettlementHeaderMonetarySummation");
        assertThat(header.subtract(allowances)).as("BR-CO-13").isEqualByComparingTo(basis);
        assertThat(sum(xml, "CalculatedAmount", "ApplicableTradeTax"))
                .as("BR-CO-14")
                .isEqualByComparingTo(sum(xml, "TaxTotalAmount", "SpecifiedTradeSettlementHeaderMonetarySummation"));
    }

    @Test
    void noCellOfACsvBeginsAFormula() {
        Csv csv = new Csv(List.of("a", "b"));
        csv.row("=HYPERLINK(1)", "-5.20");
        assertThat(csv.text()).isEqualTo("a,b\r\n'=HYPERLINK(1),-5.20\r\n");
    }

    @Test
    void whatATenantSaysOfItselfIsTextInTheDocument() {
        String html = InvoiceHtml.of(Samples.invoice("<script>x</script> & Co"));
        assertThat(html).contains("&lt;script&gt;x&lt;/script&gt; &amp; Co").doesNotContain("<script>");
    }

    @Test
    void anEFapiaoAddsUp() {
        EFapiao fapiao = EFapiao.of(invoice);
        BigDecimal amounts =
                fapiao.items().stream().map(i -> new BigDecimal(i.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal taxes =
                fapiao.items().stream().map(i -> new BigDecimal(i.tax())).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(amounts).isEqualByComparingTo(fapiao.amount());
        assertThat(taxes).isEqualByComparingTo(fapiao.tax());
    }

    @Test
    void amountsAreGroupedByThousands() {
        assertThat(InvoiceHtml.grouped("1234567.80")).isEqualTo("1,234,567.80");
        assertThat(InvoiceHtml.grouped("-1000.0000")).isEqualTo("-1,000.0000");
        assertThat(InvoiceHtml.grouped("12.30")).isEqualTo("12.30");
    }

    private static Document xml(InvoiceContent content) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(FacturX.of(content).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document xml, String element) {
        var nodes = xml.getElementsByTagNameNS("*", element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static BigDecimal sum(Document xml, String element, String parent) {
        var nodes = xml.getElementsByTagNameNS("*", element);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i).getParentNode().getLocalName().equals(parent)) {
                sum = sum.add(new BigDecimal(nodes.item(i).getTextContent()));
            }
        }
        return sum;
    }
}
