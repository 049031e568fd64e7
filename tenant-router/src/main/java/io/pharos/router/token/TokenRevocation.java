package io.pharos.router.token;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.router.clients.Client;
import io.pharos.router.directory.LocalDirectory;
import io.pharos.router.revocation.RevocationStore;
import io.pharos.sql.Database;
import io.pharos.tenancy.token.Caller;
import io.pharos.tenancy.token.TokenVerifier;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Revokes what a client itself holds: an access token by its jti, or a refresh token with its family. */
@Singleton
class TokenRevocation {
    private final TokenVerifier verifier;
    private final Grants grants;
    private final RevocationStore revocations;
    private final Database database;
    private final LocalDirectory directory;
    private final Clock clock;

    TokenRevocation(
            TokenVerifier verifier,
            Grants grants,
            RevocationStore revocations,
            Database database,
            LocalDirectory directory,
            Clock clock) {
        this.verifier = verifier;
        this.grants = grants;
        this.revocations = revocations;
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    void revoke(Client client, String token) {
        if (token.indexOf('.') < 0) {
            grants.revokeFamily(client, token);
        } else {
            revokeAccess(client, token);
        }
        directory.refresh();
    }

    private void revokeAccess(Client client, String jwt) {
        try {
            Caller caller = verifier.verify(jwt);
            if (caller.clientId().equals(client.id())) {
                database.query(session -> {
                    revocations.revokeToken(session, caller.jti(), clock.instant());
                    return caller;
                });
            }
        } catch (Problem refused) {
            requireRefused(refused);
        }
    }

    /** A token that does not verify needs no revocation; a verifier that cannot tell is another matter. */
    private static void requireRefused(Problem problem) {
        if (problem.kind() != Kind.UNAUTHENTICATED) {
            throw problem;
        }
    }
}
