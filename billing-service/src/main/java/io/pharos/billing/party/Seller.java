package io.pharos.billing.party;

/** Who issues an invoice: the legal person, what its numbers begin with, and where a transfer goes. */
public record Seller(String id, Party party, String bank, int paymentDays) {
    public static Seller of(SellerConfig config) {
        Party party = new Party(config.name(), config.taxNumber(), config.address(), config.country(), config.email());
        return new Seller(config.id(), party, config.bank(), config.paymentDays());
    }
}
