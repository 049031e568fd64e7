package io.pharos.router.token;

import io.pharos.router.clients.Client;
import io.pharos.router.clients.ClientStore;
import io.pharos.router.clients.Credential;
import io.pharos.router.clients.Secret;
import io.pharos.router.clients.StoredClient;
import io.pharos.sql.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Tells whether a presented client is who it says it is; takes as long for one that does not exist. */
@Singleton
public class Authentication {
    /** What an unknown client is compared with. */
    private static final Credential NOBODY = new Credential(Secret.random().hash(), null, null, null);

    private final Database database;
    private final ClientStore clients;
    private final Clock clock;

    Authentication(Database database, ClientStore clients, Clock clock) {
        this.database = database;
        this.clients = clients;
        this.clock = clock;
    }

    /** The client, or empty where the id is unknown, the secret wrong, or the client revoked: nobody learns which. */
    public Optional<Client> authenticate(PresentedClient presented) {
        Optional<StoredClient> stored = database.query(session -> clients.byId(session, presented.id()));
        Credential credential = stored.map(StoredClient::credential).orElse(NOBODY);
        boolean accepted = credential.accepts(presented.secret(), clock.instant());
        return accepted ? stored.map(StoredClient::client) : Optional.empty();
    }
}
