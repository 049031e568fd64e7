package io.pharos.collector.scrape;

import io.pharos.collector.targets.HttpSource;
import io.pharos.collector.targets.JobBook;
import io.pharos.collector.targets.ScrapeJob;
import io.pharos.collector.targets.Target;
import io.pharos.collector.targets.TargetGroup;
import io.pharos.collector.targets.TargetState;
import io.pharos.collector.targets.Targets;
import io.pharos.collector.targets.TargetsConfig;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.ownership.Ownership;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tenancy.http.Poll;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Keeps one loop for each target that any job has; a loop scrapes only while this replica owns its target. */
final class Scraping implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scraping.class);

    private final JobBook book;
    private final Discovery discovery;
    private final Ownership ownership;
    private final TenantDirectory directory;
    private final TargetsConfig config;
    private final Outlets outlets;
    private final Fetcher fetcher;
    private final Clock clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(ScrapeLoop loop, Poll poll) {}

    /** What scraping works with. */
    record Parts(
            JobBook book,
            Discovery discovery,
            Ownership ownership,
            TenantDirectory directory,
            TargetsConfig config,
            Outlets outlets,
            Fetcher fetcher,
            Clock clock) {}

    Scraping(Parts parts) {
        this.book = parts.book();
        this.discovery = parts.discovery();
        this.ownership = parts.ownership();
        this.directory = parts.directory();
        this.config = parts.config();
        this.outlets = parts.outlets();
        this.fetcher = parts.fetcher();
        this.clock = parts.clock();
    }

    /** Brings the loops to what the jobs say now, and keeps how targets were. */
    Duration refresh() {
        List<ScrapeJob> jobs = book.current();
        discovery.keepOnly(jobs.stream().flatMap(job -> job.sources().stream()).collect(Collectors.toSet()));
        Map<String, Target> wanted = jobs.stream()
                .flatMap(job -> targets(job).stream())
                .collect(Collectors.toMap(Target::id, Function.identity(), (one, same) -> one));
        Set<String> gone = new HashSet<>(running.keySet());
        gone.removeAll(wanted.keySet());
        gone.forEach(this::stop);
        wanted.forEach(this::run);
        keepStates();
        return config.refresh();
    }

    private List<Target> targets(ScrapeJob job) {
        List<TargetGroup> groups = new ArrayList<>(job.groups());
        for (HttpSource source : job.sources()) {
            groups.addAll(discovery.groups(source));
        }
        try {
            List<Target> targets = Targets.of(job, groups);
            return targets.size() <= config.maxTargets() ? targets : targets.subList(0, config.maxTargets());
        } catch (IllegalArgumentException e) {
            LOG.infof("the job %s keeps its targets: %s", job.key(), e.getMessage());
            return running.values().stream()
                    .map(each -> each.loop().target())
                    .filter(target -> target.job().key().equals(job.key()))
                    .toList();
        }
    }

    private void run(String id, Target target) {
        Running now = running.get(id);
        if (now != null && now.loop().target().equals(target)) {
            return;
        }
        ScrapeLoop loop = new ScrapeLoop(
                target,
                new ScrapeLoop.Surroundings(
                        clock,
                        fetcher,
                        () -> mayScrape(target),
                        outlets.of(target.job().key())));
        if (now != null) {
            now.poll().close();
            loop.goOnFrom(now.loop());
        }
        running.put(id, new Running(loop, Poll.start("scrape " + target.job().key(), loop::turn)));
    }

    private boolean mayScrape(Target target) {
        TenantId tenant = target.job().key().tenant();
        return ownership.holds(target.id())
                && directory
                        .find(tenant)
                        .filter(t -> t.mayGoOn(Scope.METRICS_WRITE))
                        .isPresent();
    }

    private void stop(String id) {
        Running ended = running.remove(id);
        if (ended != null) {
            ended.poll().close();
            ended.loop().end();
        }
    }

    private void keepStates() {
        List<TargetState> states = running.values().stream()
                .map(each -> each.loop().takeState())
                .flatMap(Optional::stream)
                .toList();
        if (!states.isEmpty()) {
            book.note(states);
        }
    }

    int targets() {
        return running.size();
    }

    long waitingBytes() {
        return outlets.waitingBytes();
    }

    long dropped() {
        return outlets.dropped();
    }

    @Override
    public void close() {
        running.values().forEach(each -> each.poll().close());
        outlets.close();
    }
}
