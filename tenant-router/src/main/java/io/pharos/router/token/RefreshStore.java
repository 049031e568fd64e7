package io.pharos.router.token;

import io.pharos.model.Scope;
import io.pharos.router.clients.SecretHash;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Refresh tokens and their families in PostgreSQL; of a token only the hash. */
@Singleton
class RefreshStore {
    private static final String START =
            "insert into refresh_family (id, client_id, scopes, started_at, ends_at) values ($1, $2, $3, $4, $5)";
    private static final String ADD = """
            insert into refresh_token (token_sha256, family_id, expires_at, access_jti, access_expires_at)
            values ($1, $2, $3, $4, $5)
            """;
    /** The row locks make the second of two that present one token wait, and then find it used. */
    private static final String BY_TOKEN = """
            select f.id, f.client_id, f.scopes, f.ends_at, f.revoked_at, t.expires_at, t.used_at
            from refresh_token t join refresh_family f on f.id = t.family_id
            where t.token_sha256 = $1
            for update
            """;

    private static final String USE = "update refresh_token set used_at = $2 where token_sha256 = $1";
    private static final String REVOKE = "update refresh_family set revoked_at = $2 where id = $1";
    private static final String LIVE_ACCESS =
            "select access_jti, access_expires_at from refresh_token where family_id = $1 and access_expires_at > $2";
    private static final String FORGET = "delete from refresh_family where ends_at < $1";

    /** An access token that was handed out within a family. */
    record HandedOut(String jti, Instant expiresAt) {}

    void start(Session session, UUID family, String clientId, Set<Scope> scopes, Instant from, Instant until) {
        String[] words = scopes.stream().map(Scope::value).sorted().toArray(String[]::new);
        session.change(START, family, clientId, words, from, until);
    }

    void add(Session session, UUID family, SecretHash token, Instant expiresAt, HandedOut access) {
        session.change(ADD, token.bytes(), family, expiresAt, access.jti(), access.expiresAt());
    }

    Optional<RefreshState> byToken(Session session, SecretHash token) {
        return session.first(BY_TOKEN, RefreshStore::state, (Object) token.bytes());
    }

    void use(Session session, SecretHash token, Instant now) {
        session.change(USE, token.bytes(), now);
    }

    void revoke(Session session, UUID family, Instant now) {
        session.change(REVOKE, family, now);
    }

    List<HandedOut> liveAccess(Session session, UUID family, Instant now) {
        return session.list(
                LIVE_ACCESS,
                row -> new HandedOut(row.getString("access_jti"), Columns.instant(row, "access_expires_at")),
                family,
                now);
    }

    void forgetEnded(Session session, Instant now) {
        session.change(FORGET, now);
    }

    private static RefreshState state(Row row) {
        return new RefreshState(
                row.getUUID("id"),
                row.getString("client_id"),
                Arrays.stream(row.getArrayOfStrings("scopes"))
                        .flatMap(word -> Scope.parse(word).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "ends_at"),
                Columns.optionalInstant(row, "used_at").orElse(null),
                Columns.optionalInstant(row, "revoked_at").orElse(null));
    }
}
