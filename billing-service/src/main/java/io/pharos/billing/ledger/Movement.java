package io.pharos.billing.ledger;

import static io.pharos.billing.ledger.Posting.credit;
import static io.pharos.billing.ledger.Posting.debit;

import io.pharos.billing.money.Money;
import java.util.List;
import java.util.stream.Stream;

/**
 * A movement of money in one currency: its postings add up to zero. The kind and the reference together are its key,
 * so that what is booked twice is booked once.
 */
public record Movement(String kind, String reference, List<Posting> postings) {
    /** The kind of {@link #partnerPaid}. */
    public static final String PARTNER_PAID = "partner.paid";

    public Movement {
        postings = postings.stream().filter(p -> !p.amount().isZero()).toList();
        if (postings.stream().map(p -> p.amount().currency()).distinct().count() > 1
                || postings.stream().mapToLong(p -> p.amount().minor()).sum() != 0) {
            throw new IllegalArgumentException("a movement is of one currency and balanced: " + postings);
        }
    }

    /** An invoice was issued: its total is owed, for revenue and tax. */
    public static Movement issued(String invoice, Money net, Money tax) {
        return new Movement(
                "invoice.issued",
                invoice,
                List.of(
                        debit(Account.RECEIVABLE, net.plus(tax)),
                        credit(Account.REVENUE, net),
                        credit(Account.TAX_PAYABLE, tax)));
    }

    /** An invoice was taken back, as if it had never been. */
    public static Movement voided(String invoice, Money net, Money tax) {
        return reversed("invoice.voided", issued(invoice, net, tax));
    }

    /** A credit note: less is owed, and less was earned and is owed to the state. */
    public static Movement credited(String note, Money net, Money tax) {
        return reversed("credit-note.issued", issued(note, net, tax));
    }

    /** A payment: what settles the invoice, and what is beyond it and stays the customer's. */
    public static Movement paid(String payment, Money applied, Money beyond) {
        return new Movement(
                "payment.received",
                payment,
                List.of(
                        debit(Account.CASH, applied.plus(beyond)),
                        credit(Account.RECEIVABLE, applied),
                        credit(Account.CUSTOMER_CREDIT, beyond)));
    }

    /** A payment went back: first what was beyond the invoice, then what settled it. */
    public static Movement returned(String refund, Money fromInvoice, Money fromCredit) {
        return new Movement(
                "payment.returned",
                refund,
                List.of(
                        credit(Account.CASH, fromInvoice.plus(fromCredit)),
                        debit(Account.RECEIVABLE, fromInvoice),
                        debit(Account.CUSTOMER_CREDIT, fromCredit)));
    }

    /** What is credited on an invoice that was paid already becomes the customer's. */
    public static Movement overpaid(String reference, Money amount) {
        return new Movement(
                "invoice.overpaid",
                reference,
                List.of(debit(Account.RECEIVABLE, amount), credit(Account.CUSTOMER_CREDIT, amount)));
    }

    /** What was given up came in after all. */
    public static Movement recovered(String payment, Money amount) {
        return new Movement(
                "invoice.recovered",
                payment,
                List.of(debit(Account.RECEIVABLE, amount), credit(Account.BAD_DEBT, amount)));
    }

    /** What is open was given up. */
    public static Movement givenUp(String invoice, Money open) {
        return new Movement(
                "invoice.given-up", invoice, List.of(debit(Account.BAD_DEBT, open), credit(Account.RECEIVABLE, open)));
    }

    /** Credit was given to a customer, for nothing. */
    public static Movement granted(String wallet, Money amount) {
        return new Movement(
                "wallet.granted", wallet, List.of(debit(Account.PROMOTION, amount), credit(Account.PREPAID, amount)));
    }

    /** Credit was bought. */
    public static Movement bought(String wallet, Money amount) {
        return new Movement(
                "wallet.bought", wallet, List.of(debit(Account.CASH, amount), credit(Account.PREPAID, amount)));
    }

    /** Credit expired: what was given is taken back, what was bought stays with us. */
    public static Movement expired(String reference, boolean bought, Money amount) {
        Account account = bought ? Account.BREAKAGE : Account.PROMOTION;
        return new Movement(
                "wallet.expired", reference, List.of(debit(Account.PREPAID, amount), credit(account, amount)));
    }

    /** Wallets paid for an invoice when it was issued. */
    public static Movement prepaid(String invoice, Money amount) {
        return new Movement(
                "invoice.prepaid",
                invoice,
                List.of(debit(Account.PREPAID, amount), credit(Account.RECEIVABLE, amount)));
    }

    /** What wallets paid went back into them. */
    public static Movement putBack(String reference, Money amount) {
        return new Movement(
                "wallet.put-back",
                reference,
                List.of(debit(Account.RECEIVABLE, amount), credit(Account.PREPAID, amount)));
    }

    /** What a partner was stated for a month; below zero it owes that to us. */
    public static Movement shared(String statement, Money amount) {
        return new Movement(
                "partner.share",
                statement,
                List.of(debit(Account.PARTNER_SHARE, amount), credit(Account.PARTNER_PAYABLE, amount)));
    }

    /** A partner was paid. */
    public static Movement partnerPaid(String payout, Money amount) {
        return new Movement(
                PARTNER_PAID, payout, List.of(debit(Account.PARTNER_PAYABLE, amount), credit(Account.CASH, amount)));
    }

    private static Movement reversed(String kind, Movement movement) {
        Stream<Posting> turned = movement.postings().stream()
                .map(p -> new Posting(p.account(), p.amount().negated()));
        return new Movement(kind, movement.reference(), turned.toList());
    }
}
