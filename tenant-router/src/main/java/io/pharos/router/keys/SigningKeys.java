package io.pharos.router.keys;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The signing keys as this replica knows them: answers from memory, and goes on with what it knows while PostgreSQL is
 * out of reach.
 */
public class SigningKeys {
    private final Database database;
    private final KeyStore store;
    private final KeyPolicy policy;
    private final Clock clock;
    private volatile KeyRing ring = KeyRing.EMPTY;

    SigningKeys(Database database, KeyStore store, KeyPolicy policy, Clock clock) {
        this.database = database;
        this.store = store;
        this.policy = policy;
        this.clock = clock;
    }

    /** The key that signs now. */
    public SigningKey signer() {
        return ring.signer(clock.instant()).orElseThrow(SigningKeys::none);
    }

    /** The public keys that verify tokens now. */
    public List<PublicKeyJwk> listed() {
        return ring.listed(clock.instant());
    }

    /** The same as verifiers want them, read anew: a kid that is asked for may be another replica's. */
    public Map<String, PublicKey> verifying() {
        refresh();
        return ring.verifying(clock.instant());
    }

    /** Reads the keys anew, and makes the next one where it is due. */
    public void refresh() {
        KeyRing stored = database.query(store::ring);
        boolean due = stored.due(policy, clock.instant()).isPresent();
        ring = due ? database.transact(this::rotate) : stored;
    }

    private KeyRing rotate(Session session) {
        store.lock(session);
        Instant now = clock.instant();
        KeyRing stored = store.ring(session);
        stored.due(policy, now).ifPresent(times -> store.add(session, KeyMint.mint(times)));
        store.forgetUnlisted(session, now);
        return store.ring(session);
    }

    private static Problem none() {
        return Problem.of(
                Kind.UNAVAILABLE,
                "token.no-signing-key",
                "No key to sign tokens is loaded yet; try again in a moment.");
    }
}
