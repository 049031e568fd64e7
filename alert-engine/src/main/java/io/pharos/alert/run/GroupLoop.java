package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.MemoryChange;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.record.Recorder;
import io.pharos.alert.schedule.Due;
import io.pharos.alert.schedule.GroupKey;
import io.pharos.alert.series.Point;
import io.pharos.alert.state.Notification;
import io.pharos.alert.state.Restoration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one group at its slots, on a virtual thread of its own, for as long as this replica holds it. An edit of
 * the group takes effect between two evaluations; what is remembered goes with it.
 */
public final class GroupLoop {
    private static final Logger LOG = Logger.getLogger(GroupLoop.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    /** What a group's evaluations use; and of how many of them explanations are kept. */
    public record Means(Outlets outlets, Semaphore places, RunMetrics metrics, Clock clock, int explained) {}

    private final Means means;
    private final Tenure tenure;
    private final boolean known;
    private final LastCounts counts = new LastCounts();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private volatile CompiledGroup group;
    private SelfWatch selfWatch;
    private volatile GroupView view;
    private volatile boolean stopping;
    private volatile boolean lost;
    private List<Point> owed = List.of();
    private Instant last;
    private Instant keptAt = Instant.MIN;
    private boolean dirty;

    /**
     * @param memory what is remembered of the group; where nothing is, its series are asked
     * @param last the slot that was claimed last; null where none ever was
     */
    public GroupLoop(
            CompiledGroup group, Optional<GroupMemory> memory, @Nullable Instant last, Tenure tenure, Means means) {
        this.group = group;
        this.means = means;
        this.tenure = tenure;
        this.known = memory.isPresent();
        this.selfWatch = new SelfWatch(group, group.resendDelay());
        GroupMemory.Carried carried =
                memory.orElseGet(() -> GroupMemory.none(group.group())).carriedTo(group.group());
        this.view = GroupView.of(group, carried.memory(), new Insights(means.explained()));
        this.last = last == null ? group.slots().first(means.clock().instant()).minus(group.interval()) : last;
        this.owed = ends(carried.orphans(), this.last);
    }

    public void start() {
        Thread.ofVirtual().name("group-" + group.key().group()).start(this::loop);
    }

    /** What the group is now; for everybody to look at. */
    public GroupView view() {
        return view;
    }

    public CompiledGroup group() {
        return group;
    }

    /** Whether another replica holds the group now. */
    public boolean isLost() {
        return lost;
    }

    /** The group as it is from the next evaluation on. */
    public void change(CompiledGroup edited) {
        group = edited;
        wake.release();
    }

    /** Ends the loop after the evaluation that runs, and keeps what is remembered; false where that takes too long. */
    public boolean stop(Duration patience) {
        stopping = true;
        wake.release();
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * The same for a group whose rules are gone: its series end two intervals later, so that a group of another name
     * may go on with them.
     */
    public void retire(Duration patience) {
        stop(patience);
        Thread.ofVirtual().name("retired-" + group.key().group()).start(this::endSeries);
    }

    private void endSeries() {
        try {
            Thread.sleep(group.interval().multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Instant at = means.clock().instant().minus(group.queryOffset());
        List<RuleMemory> rules = view.memory().rules().stream()
                .map(GroupMemory.Remembered::memory)
                .toList();
        means.outlets().pen().write(group.route(), ends(rules, at), group.interval());
    }

    private void loop() {
        try {
            restore();
            while (!stopping && !lost) {
                turn();
            }
            keepIf(dirty && !lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Who holds the group starts it anew.
            lost = true;
            crashed(e);
        } finally {
            ended.countDown();
        }
    }

    private void restore() {
        if (!known) {
            Instant now = means.clock().instant();
            CompiledGroup first = view.group();
            new SeriesRestoration(first, means.outlets().asker(), now, Restoration.standard())
                    .restore()
                    .ifPresent(memory -> view = GroupView.of(first, memory, view.insights()));
        }
    }

    private void turn() throws InterruptedException {
        takeOver(group);
        switch (group.slots().due(last, means.clock().instant())) {
            case Due.Wait wait -> sleepUntil(wait.until());
            case Due.Evaluate due -> {
                means.places().acquire();
                try {
                    evaluate(due.slot(), due.missed());
                } finally {
                    means.places().release();
                }
            }
        }
    }

    private void sleepUntil(Instant until) throws InterruptedException {
        Duration pause = Duration.between(means.clock().instant(), until);
        long millis = Math.clamp(pause.toMillis() + 1, 1, LONGEST_SLEEP.toMillis());
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Carries what is remembered over to an edited group. */
    @SuppressWarnings("ReferenceEquality") // A group that was compiled anew is another one, whatever it says.
    private void takeOver(CompiledGroup now) {
        if (view.group() == now) {
            return;
        }
        GroupMemory.Carried carried = view.memory().carriedTo(now.group());
        List<Point> ends = new ArrayList<>(owed);
        ends.addAll(ends(carried.orphans(), means.clock().instant().minus(now.queryOffset())));
        owed = List.copyOf(ends);
        view = view.edited(now, carried.memory());
        selfWatch = new SelfWatch(now, now.resendDelay());
        dirty = true;
    }

    private void evaluate(Instant slot, long missed) {
        Claim claim = tenure.claim(slot);
        means.metrics().claimed(claim, missed);
        lost = claim == Claim.TAKEN;
        if (lost) {
            return;
        }
        last = slot;
        means.metrics().began(Duration.between(slot, means.clock().instant()));
        long start = System.nanoTime();
        try {
            run(slot, start, missed);
        } catch (RuntimeException e) {
            crashed(e);
        }
    }

    private void crashed(RuntimeException defect) {
        means.metrics().crashed();
        LOG.errorf(
                defect,
                "an evaluation ended in a defect: tenant=%s group=%s",
                group.key().tenant(),
                group.key().group());
    }

    private void run(Instant slot, long start, long missed) {
        GroupView before = view;
        List<Point> due = owed.stream()
                .map(point ->
                        new Point(point.labels(), slot.minus(before.group().queryOffset()), point.value()))
                .toList();
        Evaluated result =
                new GroupEvaluation(before.group(), before.memory(), due, counts, slot, means.outlets()).run();
        owed = result.owed();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        view = before.evaluated(result, slot, took, missed);
        means.metrics().ran(result, took);
        tellOfFrozenRules(result, slot);
        keep(slot, before.memory(), result.memory());
        view.insights().look(before.group(), result, slot, means.outlets().asker());
    }

    private void tellOfFrozenRules(Evaluated result, Instant slot) {
        List<Notification> notices = selfWatch.saw(result.reports(), slot);
        if (!notices.isEmpty()) {
            GroupKey key = view.group().key();
            means.outlets().notifier().notify(key.tenant(), key.environment(), "", notices, slot);
        }
    }

    private void keep(Instant slot, GroupMemory before, GroupMemory after) {
        MemoryChange change = MemoryChange.between(before, after);
        dirty |= change != MemoryChange.NONE;
        boolean worth = change == MemoryChange.PHASES || MemoryChange.isWorthKeeping(after, keptAt, slot);
        keepIf(dirty && worth);
    }

    private void keepIf(boolean wanted) {
        if (!wanted) {
            return;
        }
        if (tenure.keep(last, view.memory())) {
            dirty = false;
            keptAt = last;
        } else {
            means.metrics().notKept();
        }
    }

    private static List<Point> ends(List<RuleMemory> orphans, Instant at) {
        List<Point> ends = new ArrayList<>();
        for (RuleMemory orphan : orphans) {
            switch (orphan) {
                case RuleMemory.OfAlerts alerts -> ends.addAll(alerts.state().ends(at));
                case RuleMemory.OfSeries series -> ends.addAll(Recorder.retire(series.series(), at));
            }
        }
        return List.copyOf(ends);
    }
}
