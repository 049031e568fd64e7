package io.pharos.router.keys;

import io.pharos.sql.AesSeal;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** Signing keys in PostgreSQL, private halves encrypted. */
final class KeyStore {
    /** Held while a key is made, so that replicas make one and not one each. */
    private static final String MAKING = "pharos.signing_key";

    private static final String ALL = """
            select kid, public_key, private_key, created_at, signs_from, signs_until, listed_until
            from signing_key order by signs_from
            """;
    private static final String ADD = """
            insert into signing_key
                (kid, public_key, private_key, kek_id, created_at, signs_from, signs_until, listed_until)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    private static final String FORGET = "delete from signing_key where listed_until < $1";

    private final AesSeal seal;

    KeyStore(AesSeal seal) {
        this.seal = seal;
    }

    void lock(Session session) {
        session.lock(MAKING);
    }

    KeyRing ring(Session session) {
        List<SigningKey> keys = session.list(ALL, this::key);
        return new KeyRing(keys);
    }

    void add(Session session, SigningKey key) {
        KeyTimes times = key.times();
        session.change(
                ADD,
                key.kid(),
                key.publicKey().getEncoded(),
                seal.close(key.kid(), key.privateKey().getEncoded()),
                seal.id(),
                times.createdAt(),
                times.signsFrom(),
                times.signsUntil(),
                times.listedUntil());
    }

    void forgetUnlisted(Session session, Instant now) {
        session.change(FORGET, now);
    }

    private SigningKey key(Row row) {
        byte[] pkcs8 = seal.open(row.getString("kid"), Columns.bytes(row, "private_key"));
        KeyTimes times = new KeyTimes(
                Columns.instant(row, "created_at"),
                Columns.instant(row, "signs_from"),
                Columns.instant(row, "signs_until"),
                Columns.instant(row, "listed_until"));
        return KeyMint.read(Columns.bytes(row, "public_key"), pkcs8, times);
    }
}
