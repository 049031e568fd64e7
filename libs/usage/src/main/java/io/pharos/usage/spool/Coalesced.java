package io.pharos.usage.spool;

import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Usages added up by tenant, resource and user, each sum under an id of its own. Bounded: beyond
 * {@link #MOST_SUMS} sums, users of a tenant are added up together as {@code *}.
 */
final class Coalesced {
    static final int MOST_SUMS = 5_000;

    private static final String EVERYBODY = "*";
    private static final Map<String, String> MARK = Map.of("coalesced", "true");

    private record Key(TenantId tenant, String resourceType, String userId) {
        Key ofEverybody() {
            return new Key(tenant, resourceType, EVERYBODY);
        }
    }

    private final Map<UUID, UsageEvent> sums = new LinkedHashMap<>();
    private final Map<Key, UUID> open = new HashMap<>();

    /** Adds a usage to its sum; the answer is the usage as it was added, under the sum's id, for a journal. */
    UsageEvent add(Usage usage, Source source, Supplier<UUID> ids) {
        Key own = new Key(usage.tenant(), usage.resourceType(), usage.userId());
        Key key = open.containsKey(own) || sums.size() < MOST_SUMS ? own : own.ofEverybody();
        UUID id = open.computeIfAbsent(key, fresh -> ids.get());
        UsageEvent part = new UsageEvent(id, source, plain(usage, key.userId));
        fold(part);
        return part;
    }

    /** Adds what a journal tells of a sum. */
    void fold(UsageEvent part) {
        sums.merge(part.id(), part, Coalesced::plus);
    }

    /** Ends all sums: what is added from now on goes into new ones. */
    List<UsageEvent> end() {
        open.clear();
        return List.copyOf(sums.values());
    }

    List<UsageEvent> all() {
        return List.copyOf(sums.values());
    }

    void remove(UUID id) {
        sums.remove(id);
        open.values().remove(id);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    private static UsageEvent plus(UsageEvent sum, UsageEvent part) {
        Usage a = sum.usage();
        Usage b = part.usage();
        Usage both = new Usage(
                a.tenant(),
                a.userId(),
                a.resourceType(),
                a.quantity() + b.quantity(),
                a.duration().plus(b.duration()),
                a.at(),
                MARK);
        return new UsageEvent(sum.id(), sum.source(), both);
    }

    private static Usage plain(Usage usage, String user) {
        return new Usage(
                usage.tenant(), user, usage.resourceType(), usage.quantity(), usage.duration(), usage.at(), MARK);
    }
}
