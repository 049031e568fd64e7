package io.pharos.billing.delivery;

import io.pharos.tenancy.secret.SecretBox;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What keeps endpoints' keys and signing keys encrypted. */
@Dependent
final class SecretBeans {
    @Produces
    @Singleton
    SecretBox box(Secrets secrets, DeliveryConfig config) {
        return new SecretBox(secrets, SecretRef.parse(config.encryptionKey()));
    }
}
