package io.pharos.billing.document;

import io.pharos.billing.document.InvoiceContent.ContentLine;
import io.pharos.billing.party.Party;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tax authority's platform needs to issue the fully digitalised e-fapiao for a billing statement: both parties
 * with their unified social credit codes, and each item with its classification, amount, rate and tax. The platform
 * alone gives the number and the seal.
 */
public record EFapiao(
        String statement,
        String currency,
        boolean red,
        @Nullable String corrects,
        FapiaoParty seller,
        FapiaoParty buyer,
        List<Item> items,
        String amount,
        String tax,
        String total,
        String remark) {
    /** Information technology services, as the tax administration classifies them. */
    private static final String CLASSIFICATION = "3040203000000000000";

    /** A party with its unified social credit code. */
    public record FapiaoParty(String name, String creditCode, String address) {
        static FapiaoParty of(Party party) {
            return new FapiaoParty(party.name(), party.taxNumber(), String.join(" ", party.address()));
        }
    }

    /** A line: an amount without tax, its rate, and its tax. */
    public record Item(
            String name,
            String classification,
            String specification,
            String unit,
            String quantity,
            String price,
            String amount,
            String rate,
            String tax) {}

    public static EFapiao of(InvoiceContent content) {
        boolean red = content.type() == InvoiceContent.Type.CREDIT_NOTE;
        List<Item> items = content.lines().stream().map(EFapiao::item).toList();
        return new EFapiao(
                String.valueOf(content.number()),
                content.currency(),
                red,
                content.corrects(),
                FapiaoParty.of(content.seller().party()),
                FapiaoParty.of(content.buyer()),
                items,
                content.sums().net(),
                content.sums().tax(),
                content.sums().total(),
                content.from() + "/" + content.to() + " " + content.plan());
    }

    private static Item item(ContentLine line) {
        BigDecimal net = new BigDecimal(line.amount()).subtract(new BigDecimal(line.discount()));
        String amount = net.toPlainString();
        return new Item(
                "*信息技术服务*" + line.name(),
                CLASSIFICATION,
                line.code(),
                "项",
                "1",
                amount,
                amount,
                new BigDecimal(line.tax().rate()).movePointLeft(2).toPlainString(),
                line.lineTax());
    }
}
