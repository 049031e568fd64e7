package io.pharos.alert.engine;

import io.pharos.alert.engine.Compiler.Plan;
import io.pharos.alert.notify.Notifier;
import io.pharos.alert.ownership.Holding;
import io.pharos.alert.ownership.Member;
import io.pharos.alert.ownership.Ownership;
import io.pharos.alert.ownership.Ownership.Taken;
import io.pharos.alert.ownership.Ownership.Turn;
import io.pharos.alert.ownership.ReplicaConfig;
import io.pharos.alert.query.InstantQueries;
import io.pharos.alert.ruler.Owner;
import io.pharos.alert.ruler.RuleWatch;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.run.CompiledGroup;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.run.GroupLoop;
import io.pharos.alert.run.GroupLoop.Means;
import io.pharos.alert.run.Outlets;
import io.pharos.alert.run.RunMetrics;
import io.pharos.alert.run.Setting;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.write.PointWriter;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Keeps the groups of this replica running: each turn pulls rules that changed, looks at the other replicas, takes
 * groups and gives groups up. A group that it has goes on whatever becomes of PostgreSQL.
 */
@Singleton
public final class Engine {
    private static final Logger LOG = Logger.getLogger(Engine.class);

    private final RuleWatch watch;
    private final Ownership ownership;
    private final TenantDirectory directory;
    private final ReplicaConfig config;
    private final EvaluationConfig evaluation;
    private final Compiler compiler;
    private final Outlets outlets;
    private final RunMetrics metrics;
    private final Clock clock;
    private final Map<GroupKey, GroupLoop> loops = new ConcurrentHashMap<>();
    private final Set<GroupKey> leaving = ConcurrentHashMap.newKeySet();
    private final Map<TenantId, Semaphore> places = new ConcurrentHashMap<>();
    private volatile Plan plan = new Plan(Map.of(), Map.of());
    private volatile List<Member> alive = List.of();
    private long directoryRevision = -1;
    private volatile boolean joined;

    @Inject
    Engine(
            RuleWatch watch,
            Ownership ownership,
            TenantDirectory directory,
            ReplicaConfig config,
            EvaluationConfig evaluation,
            InstantQueries queries,
            PointWriter writer,
            Notifier notifier,
            RunMetrics metrics,
            Clock clock) {
        this.watch = watch;
        this.ownership = ownership;
        this.directory = directory;
        this.config = config;
        this.evaluation = evaluation;
        this.compiler = new Compiler(directory, evaluation);
        this.outlets = Outlets.of(queries::ask, writer::write, notifier);
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The groups that run here. */
    public Collection<GroupLoop> loops() {
        return loops.values();
    }

    /** All groups that are to be evaluated, here or elsewhere. */
    public Map<GroupKey, RuleGroup> groups() {
        return plan.groups();
    }

    /** What holds for the groups of a tenant's environment; empty where it has none. */
    public Optional<Setting> setting(Owner owner) {
        return Optional.ofNullable(plan.owners().get(owner)).map(Compiler.OwnerPlan::setting);
    }

    /** The replicas that live, this one among them. */
    public List<Member> alive() {
        return alive;
    }

    public Member me() {
        return ownership.me();
    }

    /** One turn; nothing happens before the tenants are known. Answers with the pause until the next. */
    Duration turn() {
        if (directory.revision() < 0) {
            return config.heartbeat();
        }
        if (!joined) {
            ownership.join();
            joined = true;
        }
        boolean changed = watch.refresh() || directory.revision() != directoryRevision;
        if (changed) {
            directoryRevision = directory.revision();
            plan = compiler.plan(watch.known());
        }
        Turn turn = ownership.look(plan.groups().keySet());
        alive = turn.alive();
        turn.giveUp().forEach(this::giveUp);
        loops.entrySet().removeIf(loop -> loop.getValue().isLost() || isOthers(loop.getKey(), turn));
        turn.taken().forEach(this::start);
        startIdle(turn);
        if (changed) {
            loops.forEach((key, loop) -> edit(key, loop));
        }
        return config.heartbeat();
    }

    /** Says that this replica lives, however long its turns take. */
    Duration beat() {
        if (joined) {
            ownership.beat();
        }
        return config.heartbeat();
    }

    private boolean isOthers(GroupKey key, Turn turn) {
        boolean mine = turn.held().containsKey(key) || !plan.groups().containsKey(key);
        GroupLoop loop = loops.get(key);
        if (!mine && loop != null) {
            loop.stop(Duration.ZERO);
        }
        return !mine;
    }

    /** On a thread of its own: an evaluation that runs may take its time, and the others must hear of us meanwhile. */
    private void giveUp(Holding holding) {
        GroupKey key = holding.group();
        if (leaving.add(key)) {
            Optional<GroupLoop> loop = Optional.ofNullable(loops.remove(key));
            boolean gone = isGone(key);
            Thread.ofVirtual().name("give-up-" + key.group()).start(() -> {
                try {
                    end(holding, loop, gone);
                } catch (Problem away) {
                    LOG.warnf("a group was not given up yet: %s", away.code());
                } finally {
                    leaving.remove(key);
                }
            });
        }
    }

    private void end(Holding holding, Optional<GroupLoop> loop, boolean gone) {
        if (gone) {
            loop.ifPresent(one -> one.retire(config.farewell()));
            ownership.forget(holding.group());
        } else {
            loop.ifPresent(one -> one.stop(config.farewell()));
            ownership.giveUp(holding);
        }
    }

    /** Whether its tenant took the group out of the rules; a tenant that is suspended comes back to what it had. */
    private boolean isGone(GroupKey key) {
        return watch.known().groups().values().stream().noneMatch(groups -> groups.containsKey(key));
    }

    private void start(Taken taken) {
        GroupKey key = taken.holding().group();
        CompiledGroup group = plan.compile(key);
        Semaphore ofTenant =
                places.computeIfAbsent(key.tenant(), t -> new Semaphore(evaluation.groupsPerTenant(), true));
        GroupLoop loop = new GroupLoop(
                group,
                taken.memory(),
                taken.holding().lastSlot(),
                ownership.tenure(taken.holding()),
                new Means(outlets, ofTenant, metrics, clock, evaluation.explained()));
        loops.put(key, loop);
        loop.start();
    }

    /** Groups that are ours by what PostgreSQL says, and that nobody runs: a loop that took itself for lost. */
    private void startIdle(Turn turn) {
        turn.held().forEach((key, holding) -> {
            if (plan.groups().containsKey(key)
                    && !loops.containsKey(key)
                    && !turn.giveUp().contains(holding)) {
                start(ownership.inherited(holding));
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // The same compiled group is given back where nothing changed.
    private void edit(GroupKey key, GroupLoop loop) {
        if (plan.groups().containsKey(key)) {
            CompiledGroup now = plan.recompile(key, loop.group());
            if (now != loop.group()) {
                loop.change(now);
            }
        }
    }

    /** Ends all groups after the evaluations that run, and leaves; what is remembered waits for the next. */
    void stop() {
        List<Thread> endings = loops.values().stream()
                .map(loop -> Thread.ofVirtual().start(() -> loop.stop(config.farewell())))
                .toList();
        endings.forEach(Engine::join);
        loops.clear();
        if (joined) {
            ownership.leave();
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The loop of a group, where it runs here. */
    public Optional<GroupLoop> loop(GroupKey key) {
        return Optional.ofNullable(loops.get(key));
    }
}
