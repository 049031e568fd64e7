package io.pharos.billing.delivery;

import io.pharos.sql.AesSeal;
import io.pharos.sql.Seal;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The seal of what this service stores of secrets: endpoints' keys, answers that hold one, signing keys. */
@Dependent
final class SecretBeans {
    @Produces
    @Singleton
    Seal seal(Secrets secrets, DeliveryConfig config) {
        return new AesSeal(secrets.resolve(SecretRef.parse(config.encryptionKey())), "pharos billing-service at rest");
    }
}
