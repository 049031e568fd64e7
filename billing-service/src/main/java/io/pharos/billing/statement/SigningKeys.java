package io.pharos.billing.statement;

import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Seal;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The Ed25519 key (RFC 8032) that statements are signed with: made once, kept encrypted, the same in every replica. */
@Singleton
class SigningKeys {
    private static final String NAME = "statement-key";
    private static final String FIRST = "select public_key, private_key from statement_key order by id limit 1";
    private static final String ADD =
            "insert into statement_key (id, public_key, private_key) values (1, $1, $2) on conflict do nothing";

    private final Database database;
    private final Seal seal;

    SigningKeys(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Kept(byte[] publicKey, byte[] privateKey) {}

    /** The public key, X.509 in base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(kept().publicKey());
    }

    /** The signature of a text in UTF-8, in base64. */
    String sign(String text) {
        try {
            byte[] encoded = seal.open(NAME, kept().privateKey());
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private Kept kept() {
        return database.transact(session -> find(session).orElseGet(() -> made(session)));
    }

    private Kept made(Session session) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            session.change(
                    ADD,
                    pair.getPublic().getEncoded(),
                    seal.close(NAME, pair.getPrivate().getEncoded()));
            return find(session).orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static Optional<Kept> find(Session session) {
        return session.first(
                FIRST, row -> new Kept(Columns.bytes(row, "public_key"), Columns.bytes(row, "private_key")));
    }
}
