package io.pharos.collector.push;

import io.pharos.collector.push.Emission.Loaded;
import io.pharos.collector.push.PushStore.Address;
import io.pharos.collector.push.PushStore.Ending;
import io.pharos.collector.push.PushStore.Group;
import io.pharos.model.Problem;
import io.pharos.ownership.Ownership;
import io.pharos.sql.Database;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Writes the groups that this replica owns to their engines, again and again, each tenant's by itself. */
@Singleton
final class PushJob {
    private static final Logger LOG = Logger.getLogger(PushJob.class);

    private final Database database;
    private final PushStore store;
    private final Ownership ownership;
    private final PushEmitter emitter;
    private final Map<Address, Loaded> loaded = new HashMap<>();

    PushJob(Database database, PushStore store, Ownership ownership, PushEmitter emitter) {
        this.database = database;
        this.store = store;
        this.ownership = ownership;
        this.emitter = emitter;
    }

    /** The groups and endings of one tenant's environment. */
    record Batch(List<Loaded> groups, List<Ending> endings) {
        static Batch empty() {
            return new Batch(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Scheduled(every = "${pharos.push.every:15s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void emit() {
        try {
            owned().forEach(emitter::emit);
        } catch (Problem unavailable) {
            LOG.infof("pushed groups wait: %s", unavailable.code());
        }
    }

    private Map<Place, Batch> owned() {
        List<Ending> endings = database.query(store::endings);
        List<Group> groups = database.query(store::groups);
        Map<Place, Batch> batches = new TreeMap<>();
        for (Group group : groups) {
            if (ownership.holds(group.address().text())) {
                batch(batches, group.address()).groups().add(load(group));
            }
        }
        loaded.keySet().retainAll(groups.stream().map(Group::address).toList());
        for (Ending ending : endings) {
            if (ownership.holds(ending.address().text())) {
                batch(batches, ending.address()).endings().add(ending);
            }
        }
        return batches;
    }

    private static Batch batch(Map<Place, Batch> batches, Address at) {
        return batches.computeIfAbsent(new Place(at.tenant(), at.environment()), place -> Batch.empty());
    }

    /** Families are read again only where the group has changed. */
    private Loaded load(Group group) {
        Loaded known = loaded.get(group.address());
        List<PushedFamily> families = known != null && known.group().version() == group.version()
                ? known.families()
                : database.query(session -> store.families(session, group.address()));
        Loaded now = new Loaded(group, families);
        loaded.put(group.address(), now);
        return now;
    }
}
