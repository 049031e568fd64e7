package io.pharos.billing.invoice;

/** The number that the law wants, given once, when the invoice is finalised: without a gap for each seller. */
public record InvoiceNumber(String seller, long sequence) {
    public InvoiceNumber {
        if (seller.isBlank() || sequence < 1) {
            throw new IllegalArgumentException("an invoice number has a seller and counts from 1");
        }
    }

    @Override
    public String toString() {
        return seller + "-" + sequence;
    }
}
