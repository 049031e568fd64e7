package io.pharos.router.keys;

import io.pharos.sql.AesSeal;
import io.pharos.sql.Database;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the keys together from their configuration. */
@Dependent
final class KeysProducer {
    private static final String PURPOSE = "pharos tenant-router encryption at rest";

    /** Seals private keys, and answers to administration that hold a client's secret, which is kept nowhere else. */
    @Produces
    @Singleton
    AesSeal seal(KeysConfig config, Secrets secrets) {
        return new AesSeal(secrets.resolve(SecretRef.parse(config.encryptionKey())), PURPOSE);
    }

    @Produces
    @Singleton
    SigningKeys keys(KeysConfig config, AesSeal seal, Database database, Clock clock) {
        KeyPolicy policy = new KeyPolicy(config.notice(), config.signing(), config.overlap());
        return new SigningKeys(database, new KeyStore(seal), policy, clock);
    }
}
