package io.pharos.router.keys;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/** A P-256 key pair that signs tokens; never printed, for its private half. */
public record SigningKey(PublicKeyJwk jwk, ECPublicKey publicKey, ECPrivateKey privateKey, KeyTimes times) {
    public String kid() {
        return jwk.kid();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
