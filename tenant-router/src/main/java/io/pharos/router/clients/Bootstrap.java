package io.pharos.router.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.router.admin.Acts;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Makes the clients of the bootstrap file known, and gives them the secrets that it has now. A client that was revoked
 * stays revoked, and one of another kind stays as it is.
 */
@Singleton
public class Bootstrap {
    private static final Logger LOG = Logger.getLogger(Bootstrap.class);

    private final BootstrapConfig config;
    private final Database database;
    private final ClientStore store;
    private final Acts acts;
    private final ObjectMapper json;

    Bootstrap(BootstrapConfig config, Database database, ClientStore store, Acts acts, ObjectMapper json) {
        this.config = config;
        this.database = database;
        this.store = store;
        this.acts = acts;
        this.json = json;
    }

    /** Reads the file and applies it in one transaction; nothing where none is configured. */
    public void apply() {
        config.file().map(Path::of).ifPresent(file -> {
            BootstrapFile content = read(file);
            database.transact(session -> {
                content.clients().forEach(entry -> apply(session, entry));
                return content;
            });
            LOG.infof("%d clients are vouched for by %s", content.clients().size(), file);
        });
    }

    private void apply(Session session, BootstrapFile.Entry entry) {
        Client client = entry.client();
        boolean added = store.add(session, client, entry.secret());
        if (added || store.renew(session, client, entry.secret())) {
            String act = added ? "client.create" : "client.renew";
            acts.addBootstrap(session, new Acts.Act(act, client.id(), null, Map.of("kind", entry.kind())));
        }
    }

    private BootstrapFile read(Path file) {
        try {
            return json.readValue(file.toFile(), BootstrapFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the bootstrap file " + file + " cannot be read", e);
        }
    }
}
