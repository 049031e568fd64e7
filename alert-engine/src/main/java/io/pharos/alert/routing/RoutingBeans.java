package io.pharos.alert.routing;

import io.pharos.sql.AesSeal;
import io.pharos.sql.Seal;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The seal of what this service stores of secrets. */
@Dependent
final class RoutingBeans {
    @Produces
    @Singleton
    Seal seal(RoutingConfig config, Secrets secrets) {
        return new AesSeal(secrets.resolve(SecretRef.parse(config.encryptionKey())), "pharos alert-engine at rest");
    }
}
