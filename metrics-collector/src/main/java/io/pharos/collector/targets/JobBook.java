package io.pharos.collector.targets;

import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The jobs of all tenants as this replica knows them; kept while PostgreSQL is away. */
@Singleton
public class JobBook {
    private static final Logger LOG = Logger.getLogger(JobBook.class);

    private final Database database;
    private final TargetStore store;
    private final JobReader reader;
    private volatile List<ScrapeJob> jobs = List.of();
    private volatile String revision = "";

    JobBook(Database database, TargetStore store, JobReader reader) {
        this.database = database;
        this.store = store;
        this.reader = reader;
    }

    /** All jobs, read anew where one has changed. */
    public List<ScrapeJob> current() {
        try {
            String now = database.query(store::revision);
            if (!now.equals(revision)) {
                jobs = database.query(this::read);
                revision = now;
            }
        } catch (Problem unavailable) {
            LOG.infof("scrape jobs are those known before: %s", unavailable.code());
        }
        return jobs;
    }

    /** Keeps how targets were. */
    public void note(List<TargetState> states) {
        database.transact(session -> {
            states.forEach(state -> store.put(session, state));
            return states.size();
        });
    }

    private List<ScrapeJob> read(Session session) {
        List<ScrapeJob> read = new ArrayList<>();
        for (TargetStore.Stored stored : store.all(session)) {
            try {
                read.add(reader.read(stored.key(), Json.tree(stored.definition())));
            } catch (Problem tightened) {
                LOG.warnf("the job %s is not scraped: %s", stored.key(), tightened.detail());
            }
        }
        return List.copyOf(read);
    }
}
