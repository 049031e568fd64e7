package io.pharos.router.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Makes P-256 key pairs, and reads them back. */
public final class KeyMint {
    private KeyMint() {}

    public static SigningKey mint(KeyTimes times) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            return new SigningKey(PublicKeyJwk.of(publicKey), publicKey, (ECPrivateKey) pair.getPrivate(), times);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key pair of an encoded public (X.509) and private (PKCS#8) half. */
    static SigningKey read(byte[] x509, byte[] pkcs8, KeyTimes times) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPublicKey publicKey = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(x509));
            ECPrivateKey privateKey = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SigningKey(PublicKeyJwk.of(publicKey), publicKey, privateKey, times);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
