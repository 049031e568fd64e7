package io.pharos.collector.cardinality;

import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tsdb.series.SeriesRuleBook;
import io.pharos.tsdb.series.SeriesRules;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every tenant's drop rules in memory, read anew each few seconds; with PostgreSQL away the last ones hold. */
@Singleton
public final class DropRuleBook implements SeriesRuleBook {
    private static final Logger LOG = Logger.getLogger(DropRuleBook.class);

    private final Database database;
    private final DropRuleStore store;
    private volatile Map<TenantId, Rules> rules = Map.of();

    @Inject
    DropRuleBook(Database database, DropRuleStore store) {
        this.database = database;
        this.store = store;
    }

    /** A tenant's, and how often they have changed. */
    private record Rules(int revision, List<DropRule> each, List<String> selectors) implements SeriesRules {
        @Override
        public boolean isEmpty() {
            return each.isEmpty();
        }

        @Override
        public boolean drops(Map<String, String> labels) {
            for (DropRule rule : each) {
                if (rule.matches(labels)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public SeriesRules of(TenantId tenant) {
        SeriesRules known = rules.get(tenant);
        return known == null ? SeriesRules.NONE : known;
    }

    @Scheduled(every = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        try {
            take(database.query(store::all));
        } catch (Problem unavailable) {
            LOG.infof("drop rules stay as they are: %s", unavailable.code());
        }
    }

    synchronized void take(List<DropRuleStore.Kept> kept) {
        Map<TenantId, List<String>> selectors = kept.stream()
                .collect(Collectors.groupingBy(
                        DropRuleStore.Kept::tenant,
                        Collectors.mapping(DropRuleStore.Kept::selector, Collectors.toList())));
        Map<TenantId, Rules> next = new HashMap<>(rules);
        rules.keySet().forEach(tenant -> selectors.putIfAbsent(tenant, List.of()));
        selectors.forEach((tenant, all) -> next.compute(tenant, (id, before) -> renewed(before, all)));
        rules = Map.copyOf(next);
    }

    private static Rules renewed(@Nullable Rules before, List<String> selectors) {
        if (before != null && before.selectors().equals(selectors)) {
            return before;
        }
        List<DropRule> each = selectors.stream().map(DropRule::parse).toList();
        return new Rules(before == null ? 1 : before.revision() + 1, each, List.copyOf(selectors));
    }
}
