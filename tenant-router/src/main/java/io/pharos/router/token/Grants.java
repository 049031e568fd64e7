package io.pharos.router.token;

import io.pharos.model.Scope;
import io.pharos.router.clients.Client;
import io.pharos.router.clients.Secret;
import io.pharos.router.clients.SecretHash;
import io.pharos.router.revocation.RevocationStore;
import io.pharos.router.token.OAuthRefusal.Fault;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Grants tokens to clients that have proved themselves: by client_credentials, and for renewable roles once for each
 * refresh token. A refresh token that comes twice takes its whole family with it, access tokens too.
 */
public class Grants {
    private final TokenIssuer issuer;
    private final RefreshStore refreshes;
    private final RevocationStore revocations;
    private final Database database;
    private final Clock clock;
    private final TokensConfig config;

    Grants(
            TokenIssuer issuer,
            RefreshStore refreshes,
            RevocationStore revocations,
            Database database,
            Clock clock,
            TokensConfig config) {
        this.issuer = issuer;
        this.refreshes = refreshes;
        this.revocations = revocations;
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /** A token, and for a renewable role the right to renew it. */
    record Granted(AccessToken access, @Nullable Secret refresh) {}

    Granted byCredentials(Client client, String requestedScope) {
        Set<Scope> scopes = ScopeChoice.of(requestedScope, client.scopes());
        AccessToken access = issuer.issue(client, scopes);
        if (!renewable(client)) {
            return new Granted(access, null);
        }
        Secret refresh = Secret.random();
        database.transact(session -> {
            UUID family = UUID.randomUUID();
            Instant now = clock.instant();
            refreshes.start(session, family, client.id(), scopes, now, now.plus(config.familyLife()));
            return add(session, family, refresh, access);
        });
        return new Granted(access, refresh);
    }

    Granted byRefresh(Client client, String token, String requestedScope) {
        SecretHash hash = SecretHash.of(token);
        return database.transact(session -> redeem(session, client, hash, requestedScope))
                .orElseThrow(Grants::useless);
    }

    /** Ends a refresh token's family on its client's own request; unknown tokens are none of anybody's business. */
    void revokeFamily(Client client, String token) {
        database.transact(session -> {
            Optional<RefreshState> state = refreshes.byToken(session, SecretHash.of(token));
            state.filter(s -> s.clientId().equals(client.id())).ifPresent(s -> revoke(session, s.family()));
            return state;
        });
    }

    /** Empty is a refusal that is stored: it commits, where a throw would roll the revocation back. */
    private Optional<Granted> redeem(Session session, Client client, SecretHash hash, String requestedScope) {
        Instant now = clock.instant();
        RefreshState state = refreshes.byToken(session, hash).orElseThrow(Grants::useless);
        return switch (state.presentedBy(client.id(), now)) {
            case RefreshState.Good _ -> Optional.of(renew(session, client, state, hash, requestedScope));
            case RefreshState.Useless _ -> Optional.empty();
            case RefreshState.Reused _ -> {
                revoke(session, state.family());
                yield Optional.empty();
            }
        };
    }

    private Granted renew(Session session, Client client, RefreshState state, SecretHash hash, String requestedScope) {
        Set<Scope> granted = ScopeChoice.common(state.scopes(), client.scopes());
        AccessToken access = issuer.issue(client, ScopeChoice.of(requestedScope, granted));
        Secret next = Secret.random();
        refreshes.use(session, hash, clock.instant());
        add(session, state.family(), next, access);
        return new Granted(access, next);
    }

    private UUID add(Session session, UUID family, Secret refresh, AccessToken access) {
        Instant until = clock.instant().plus(config.refreshLife());
        var handedOut = new RefreshStore.HandedOut(access.jti(), access.expiresAt());
        refreshes.add(session, family, refresh.hash(), until, handedOut);
        return family;
    }

    private void revoke(Session session, UUID family) {
        Instant now = clock.instant();
        refreshes.revoke(session, family, now);
        refreshes
                .liveAccess(session, family, now)
                .forEach(access -> revocations.revokeToken(session, access.jti(), now));
    }

    private static boolean renewable(Client client) {
        return client instanceof Client.TenantClient own && own.role().renewable();
    }

    private static OAuthRefusal useless() {
        return new OAuthRefusal(
                Fault.INVALID_GRANT, "The refresh token is unknown, used, expired or revoked; use client_credentials.");
    }
}
