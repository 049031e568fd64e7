package io.pharos.alert.ruler;

import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.sql.Database;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** All rules as this replica knows them: pulled when they changed, served while PostgreSQL is away. */
@Singleton
public final class RuleWatch {
    private static final Logger LOG = Logger.getLogger(RuleWatch.class);

    /** What was known at a revision. */
    public record Known(long revision, Map<Owner, Map<GroupKey, RuleGroup>> groups) {
        /** The groups of an owner, in the order of namespaces and files. */
        public Map<GroupKey, RuleGroup> of(Owner owner) {
            return groups.getOrDefault(owner, Map.of());
        }
    }

    private final Database database;
    private final NamespaceStore store;
    private final Map<Owner, Map<String, List<RuleGroup>>> namespaces = new HashMap<>();
    private volatile Known known = new Known(-1, Map.of());

    @Inject
    RuleWatch(Database database, NamespaceStore store) {
        this.database = database;
        this.store = store;
    }

    /** What is known; revision -1 before the first pull. */
    public Known known() {
        return known;
    }

    /** Pulls what changed; whether anything did. One thread at a time. */
    public boolean refresh() {
        long now = database.query(store::revision);
        if (now == known.revision()) {
            return false;
        }
        database.query(session -> store.changedSince(session, known.revision())).forEach(this::take);
        known = new Known(now, groups());
        return true;
    }

    private void take(Namespace namespace) {
        Map<String, List<RuleGroup>> ofOwner = namespaces.computeIfAbsent(namespace.owner(), o -> new TreeMap<>());
        try {
            ofOwner.put(namespace.name(), namespace.file().groups());
        } catch (RuleFileException e) {
            LOG.errorf(
                    "stored rules cannot be read and stay as they were: tenant=%s namespace=%s: %s",
                    namespace.owner().tenant(), namespace.name(), e.getMessage());
        }
    }

    private Map<Owner, Map<GroupKey, RuleGroup>> groups() {
        Map<Owner, Map<GroupKey, RuleGroup>> all = new HashMap<>();
        namespaces.forEach((owner, ofOwner) -> {
            Map<GroupKey, RuleGroup> groups = new LinkedHashMap<>();
            ofOwner.forEach((name, list) -> list.forEach(
                    group -> groups.put(new GroupKey(owner.tenant(), owner.environment(), name, group.name()), group)));
            all.put(owner, Collections.unmodifiableMap(groups));
        });
        return Collections.unmodifiableMap(all);
    }
}
