package io.pharos.router.keys;

import io.pharos.tenancy.token.KeySource;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.util.Map;

/** The router verifies tokens with the keys that it signs with, without asking itself over HTTP. */
@Singleton
class SigningKeySource implements KeySource {
    private final SigningKeys keys;

    SigningKeySource(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Map<String, PublicKey> fetch() {
        return keys.verifying();
    }
}
