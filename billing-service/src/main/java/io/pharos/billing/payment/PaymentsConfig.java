package io.pharos.billing.payment;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Through whom payments may come; a provider without its secrets is not there. Secrets are references. */
@ConfigMapping(prefix = "pharos.billing.payments")
public interface PaymentsConfig {
    /** The endpoint secret of Stripe, {@code whsec_…}. */
    Optional<String> stripeSecret();

    /** WeChat Pay's platform public key, PEM. */
    Optional<String> wechatPlatformKey();

    /** The merchant's APIv3 key, 32 characters. */
    Optional<String> wechatApiKey();

    /** Alipay's public key. */
    Optional<String> alipayPublicKey();

    /** Our application at Alipay. */
    Optional<String> alipayApplication();

    /** The secret of the simulated provider, for development: whoever may write billing data can pay with it. */
    Optional<String> simulatedSecret();
}
