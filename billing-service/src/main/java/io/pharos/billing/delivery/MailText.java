package io.pharos.billing.delivery;

import io.pharos.billing.delivery.DeliveryStore.Told;
import io.pharos.billing.party.Profile;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a message says as an e-mail, in the tenant's language. */
record MailText(String subject, String body, boolean attachesDocument) {
    private static final Set<String> WITH_DOCUMENT = Set.of("invoice.finalised", "credit_note.issued");
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("invoice.finalised", "Your invoice %s"),
            Map.entry("credit_note.issued", "A credit note on invoice %s"),
            Map.entry("invoice.paid", "Invoice %s is paid, thank you"),
            Map.entry("invoice.voided", "Invoice %s was taken back"),
            Map.entry("payment.received", "We received a payment for invoice %s"),
            Map.entry("payment.returned", "A payment for invoice %s went back"),
            Map.entry("dunning.reminded", "Invoice %s is overdue"),
            Map.entry("dunning.restricted", "Invoice %s is overdue: your service is restricted"),
            Map.entry("dunning.suspended", "Invoice %s is overdue: your service is suspended"),
            Map.entry("dunning.resumed", "Your service is back in full"),
            Map.entry("partner.stated", "Your statement as a partner, %s"),
            Map.entry("webhook.disabled", "A webhook endpoint was disabled"));
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("invoice.finalised", "您的账单 %s"),
            Map.entry("credit_note.issued", "账单 %s 的贷项通知单"),
            Map.entry("invoice.paid", "账单 %s 已付清，谢谢"),
            Map.entry("invoice.voided", "账单 %s 已作废"),
            Map.entry("payment.received", "已收到账单 %s 的付款"),
            Map.entry("payment.returned", "账单 %s 的付款已退回"),
            Map.entry("dunning.reminded", "账单 %s 已逾期"),
            Map.entry("dunning.restricted", "账单 %s 已逾期：服务已受限"),
            Map.entry("dunning.suspended", "账单 %s 已逾期：服务已暂停"),
            Map.entry("dunning.resumed", "您的服务已恢复"),
            Map.entry("partner.stated", "您的合作伙伴对账单 %s"),
            Map.entry("webhook.disabled", "一个 webhook 地址已停用"));

    /** Whether people are told of it at all. */
    static boolean tells(String type) {
        return ENGLISH.containsKey(type) || type.startsWith("usage.");
    }

    static MailText of(Told message, Profile profile, String publicUrl) {
        boolean chinese = profile.language() == Profile.Language.ZH;
        String subject = (chinese ? CHINESE : ENGLISH)
                .getOrDefault(message.type(), message.type())
                .formatted(message.data().getOrDefault("number", ""));
        String facts = message.data().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("\n"));
        String link = publicUrl + "/t/" + message.tenant() + "/api/v1/invoices";
        String body = subject + "\n\n" + facts + "\n\n" + link + "\n\n"
                + profile.brand().name();
        return new MailText(oneLine(subject), body, WITH_DOCUMENT.contains(message.type()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
