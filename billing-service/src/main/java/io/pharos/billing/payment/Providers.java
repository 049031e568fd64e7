package io.pharos.billing.payment;

import io.pharos.billing.delivery.DeliveryConfig;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The providers that this installation has. */
@Singleton
class Providers {
    private final List<PaymentProvider> all;
    private final Optional<SimulatedProvider> simulated;

    Providers(PaymentsConfig config, DeliveryConfig delivery, Secrets secrets) {
        List<PaymentProvider> found = new ArrayList<>();
        config.stripeSecret().ifPresent(s -> found.add(new StripeProvider(secret(secrets, s))));
        config.wechatPlatformKey()
                .flatMap(key -> config.wechatApiKey()
                        .map(api -> new WechatProvider(secret(secrets, key), secret(secrets, api))))
                .ifPresent(found::add);
        config.alipayPublicKey()
                .flatMap(key -> config.alipayApplication()
                        .map(application -> new AlipayProvider(secret(secrets, key), application)))
                .ifPresent(found::add);
        simulated = config.simulatedSecret().map(s -> new SimulatedProvider(secret(secrets, s), delivery.publicUrl()));
        simulated.ifPresent(found::add);
        all = List.copyOf(found);
    }

    PaymentProvider named(String name) {
        return all.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "payment.unknown-provider",
                        "There is no payment provider of that name in this installation."));
    }

    List<PaymentProvider> all() {
        return all;
    }

    /** The provider of that name, if it can be asked to let a customer pay. */
    OutboundProvider outbound(String name) {
        if (named(name) instanceof OutboundProvider outbound) {
            return outbound;
        }
        throw Problem.of(
                Kind.UNPROCESSABLE,
                "payment.no-checkout",
                "This installation takes the notices of '" + name + "' and opens no checkouts at it.");
    }

    SimulatedProvider simulated() {
        return simulated.orElseThrow(() -> Problem.of(
                Kind.NOT_FOUND,
                "payment.not-simulated",
                "Payments are not simulated here; pay by the methods that the invoice names."));
    }

    /** Read anew each time, so that it can be rotated. */
    private static Supplier<String> secret(Secrets secrets, String reference) {
        SecretRef parsed = SecretRef.parse(reference);
        return () -> secrets.resolve(parsed);
    }
}
