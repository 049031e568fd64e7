package io.pharos.billing.ledger;

/** The accounts of the books; each tenant's entries are its own. */
public enum Account {
    /** What customers owe. */
    RECEIVABLE,
    /** What was earned, without tax. */
    REVENUE,
    /** Tax that was charged and is owed to the state. */
    TAX_PAYABLE,
    /** What providers and banks have received for us. */
    CASH,
    /** What customers have paid ahead or too much. */
    CUSTOMER_CREDIT,
    /** What customers' wallets hold: prepaid credit, given or bought. */
    PREPAID,
    /** Bought credit that expired unused. */
    BREAKAGE,
    /** What was given up. */
    BAD_DEBT,
    /** Given to customers for nothing: promotional credits. */
    PROMOTION,
    /** What partners have earned and were not paid yet. */
    PARTNER_PAYABLE,
    /** The expense of partners' shares. */
    PARTNER_SHARE;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
