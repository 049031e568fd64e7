package io.pharos.alert.ruler;

import io.pharos.alert.ruler.NamespaceStore.Change;
import io.pharos.alert.rules.RuleFile;
import io.pharos.alert.rules.RuleFilePrinter;
import io.pharos.alert.rules.RuleFilePrinter.Target;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.RulerLimits;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Changes tenants' rules, each change one transaction: it is checked against the tenant's limits, kept as a version
 * with who made it and when, and seen by every engine within a second or two.
 */
@Singleton
class RuleBooks {
    private static final int MOST_VERSIONS = 100;

    private final Database database;
    private final NamespaceStore store;
    private final Repetition repetition;
    private final TenantDirectory directory;
    private final RulerConfig config;
    private final Clock clock;

    @Inject
    RuleBooks(
            Database database,
            NamespaceStore store,
            Repetition repetition,
            TenantDirectory directory,
            RulerConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.repetition = repetition;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
    }

    /** Who acts on whose rules. */
    record Act(Owner owner, String by) {}

    SortedMap<String, RuleFile> all(Owner owner) {
        SortedMap<String, RuleFile> files = new TreeMap<>();
        database.query(session -> store.ofOwner(session, owner))
                .forEach(namespace -> files.put(namespace.name(), namespace.file()));
        return files;
    }

    /** The rule file, or a problem NOT_FOUND. */
    RuleFile namespace(Owner owner, String name) {
        return database.query(session -> store.one(session, owner, name))
                .filter(namespace -> namespace.content() != null)
                .map(Namespace::file)
                .orElseThrow(RuleBooks::noNamespace);
    }

    RuleGroup group(Owner owner, String name, String group) {
        return namespace(owner, name).groups().stream()
                .filter(one -> one.name().equals(group))
                .findFirst()
                .orElseThrow(RuleBooks::noGroup);
    }

    /** Adds the group, or replaces the one of its name. */
    void setGroup(Act act, String name, RuleGroup group) {
        RuleNames.check(name, group.name());
        change(act, name, "set group " + group.name(), file -> withGroup(file, group));
    }

    void deleteGroup(Act act, String name, String group) {
        change(act, name, "delete group " + group, file -> {
            List<RuleGroup> left = new ArrayList<>(file.groups());
            if (!left.removeIf(one -> one.name().equals(group))) {
                throw noGroup();
            }
            return new RuleFile(left);
        });
    }

    void deleteNamespace(Act act, String name) {
        namespace(act.owner(), name);
        change(act, name, "delete namespace", file -> new RuleFile(List.of()));
    }

    void deleteAll(Act act) {
        sync(act, new TreeMap<>(), false);
    }

    /** Makes the rules these and no others; answers with what changes, and changes nothing where it is a rehearsal. */
    SyncView sync(Act act, SortedMap<String, RuleFile> wanted, boolean rehearsal) {
        wanted.forEach((name, file) -> file.groups().forEach(group -> RuleNames.check(name, group.name())));
        return database.transact(session -> {
            long revision = store.nextRevision(session);
            SortedMap<String, RuleFile> now = new TreeMap<>();
            store.ofOwner(session, act.owner()).forEach(one -> now.put(one.name(), one.file()));
            SyncView difference = SyncView.between(now, wanted);
            if (!rehearsal) {
                Map<String, RuleFile> changed = new LinkedHashMap<>();
                difference
                        .names()
                        .forEach(name -> changed.put(name, wanted.getOrDefault(name, new RuleFile(List.of()))));
                changed.forEach((name, file) -> put(session, act, name, file, "sync", revision));
                requireWithinLimits(session, act.owner());
            }
            return difference;
        });
    }

    List<VersionView> versions(Owner owner, String name, long below) {
        List<VersionView> versions =
                database.query(session -> store.versions(session, owner, name, below, MOST_VERSIONS));
        return versions.stream()
                .map(v -> new VersionView(v.version(), v.action(), v.changedBy(), v.changedAt(), v.deleted(), null))
                .toList();
    }

    /** One version with its rules, or a problem NOT_FOUND. */
    VersionView version(Owner owner, String name, long version) {
        return database.query(session -> store.versions(session, owner, name, version + 1, 1)).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "ruler.version-not-found",
                        "The namespace has no such version, or it is too old to be kept; list its versions."));
    }

    /** Makes the namespace what it was in a version, by a new version; once for what was asked. */
    void rollBack(Act act, Repetition.Asked asked, String name, long version) {
        VersionView then = version(act.owner(), name, version);
        RuleFile file = StoredRules.parse(act.owner().tenant(), then.rules());
        requireUnprotected(act, name);
        repetition.once(
                asked, Boolean.class, session -> change(session, act, name, "roll back to " + version, now -> file));
    }

    private void change(Act act, String name, String action, UnaryOperator<RuleFile> edit) {
        requireUnprotected(act, name);
        database.transact(session -> change(session, act, name, action, edit));
    }

    private boolean change(Session session, Act act, String name, String action, UnaryOperator<RuleFile> edit) {
        long revision = store.nextRevision(session);
        RuleFile now =
                store.one(session, act.owner(), name).map(Namespace::file).orElse(new RuleFile(List.of()));
        put(session, act, name, edit.apply(now), action, revision);
        requireWithinLimits(session, act.owner());
        return true;
    }

    private void put(Session session, Act act, String name, RuleFile file, String action, long revision) {
        long version =
                store.one(session, act.owner(), name).map(Namespace::version).orElse(0L) + 1;
        String content = file.groups().isEmpty() ? null : RuleFilePrinter.print(file, Target.PHAROS);
        Namespace next = new Namespace(act.owner(), name, version, content);
        store.put(session, next, revision, new Change(action, act.by(), clock.instant()), config.versions());
    }

    private void requireWithinLimits(Session session, Owner owner) {
        RulerLimits limits = directory.tenant(owner.tenant()).limits().ruler();
        List<Namespace> namespaces = store.ofOwner(session, owner);
        long bytes = namespaces.stream()
                .map(Namespace::content)
                .mapToLong(text -> text == null ? 0 : text.length())
                .sum();
        if (bytes > config.maxBytesPerTenant()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "ruler.too-large",
                    "All rules together are larger than " + config.maxBytesPerTenant() + " bytes.");
        }
        int most = limits.maxRuleGroupsPerTenant();
        int groups =
                namespaces.stream().mapToInt(one -> one.file().groups().size()).sum();
        if (most > 0 && groups > most) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "ruler.too-many-groups",
                    "per-user rule groups limit (limit: " + most + " actual: " + groups
                            + ") exceeded; ask for a higher ruler limit maxRuleGroupsPerTenant.");
        }
    }

    private void requireUnprotected(Act act, String name) {
        if (directory
                .tenant(act.owner().tenant())
                .limits()
                .ruler()
                .protectedNamespaces()
                .contains(name)) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "ruler.protected-namespace",
                    "The namespace '" + name + "' is protected: it is kept by the platform.");
        }
    }

    private static RuleFile withGroup(RuleFile file, RuleGroup group) {
        List<RuleGroup> groups = new ArrayList<>(file.groups());
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(group.name())) {
                groups.set(i, group);
                return new RuleFile(groups);
            }
        }
        groups.add(group);
        return new RuleFile(groups);
    }

    static Problem noNamespace() {
        return Problem.of(Kind.NOT_FOUND, "ruler.namespace-not-found", "no rule groups found in this namespace");
    }

    static Problem noGroup() {
        return Problem.of(Kind.NOT_FOUND, "ruler.group-not-found", "group does not exist");
    }
}
