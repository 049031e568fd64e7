package io.pharos.billing.party;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Who issues the invoices of this installation; its invoices are numbered without a gap. */
@ConfigMapping(prefix = "pharos.billing.seller")
public interface SellerConfig {
    /** What its numbers begin with. */
    @WithDefault("PH")
    String id();

    /** The full legal name. */
    @WithDefault("Pharos Monitoring Co., Ltd. 明灯监控（上海）有限公司")
    String name();

    /** The unified social credit code, or the VAT identifier. */
    @WithDefault("91310000MA1PHAROS8")
    String taxNumber();

    /** The address, a line each. */
    @WithDefault("1 Lighthouse Road,Pudong,200120 Shanghai")
    List<String> address();

    /** ISO 3166-1 alpha-2. */
    @WithDefault("CN")
    String country();

    /** Where customers write about their bills. */
    @WithDefault("billing@pharos.invalid")
    String email();

    /** Where a transfer goes: bank, account, holder. */
    @WithDefault("Industrial Bank Shanghai, 6222 0000 0000 0000")
    String bank();

    /** How long a customer has to pay, in days. */
    @WithDefault("30")
    int paymentDays();
}
