package io.pharos.router.keys;

import io.pharos.sql.Database;
import io.pharos.sql.Seal;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the keys together from their configuration. */
@Dependent
final class KeysProducer {
    @Produces
    @Singleton
    KeyCipher cipher(KeysConfig config, Secrets secrets) {
        return new KeyCipher(secrets.resolve(SecretRef.parse(config.encryptionKey())));
    }

    /** Answers to administration may hold a client's secret, which is kept nowhere else. */
    @Produces
    @Singleton
    Seal seal(KeyCipher cipher) {
        return new Seal() {
            @Override
            public byte[] close(String name, byte[] answer) {
                return cipher.encrypt(name, answer);
            }

            @Override
            public byte[] open(String name, byte[] stored) {
                return cipher.decrypt(name, stored);
            }
        };
    }

    @Produces
    @Singleton
    SigningKeys keys(KeysConfig config, KeyCipher cipher, Database database, Clock clock) {
        KeyPolicy policy = new KeyPolicy(config.notice(), config.signing(), config.overlap());
        return new SigningKeys(database, new KeyStore(cipher), policy, clock);
    }
}
