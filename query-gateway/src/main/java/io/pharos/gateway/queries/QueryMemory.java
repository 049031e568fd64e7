package io.pharos.gateway.queries;

import java.util.HashMap;
import java.util.Map;

/** What a gateway saw since it last wrote it down; bounded in different queries. Thread-safe, and never waits. */
final class QueryMemory {
    private final int most;
    private Map<SeenQuery.Key, QuerySum> sums = new HashMap<>();
    private long lost;

    QueryMemory(int most) {
        this.most = most;
    }

    synchronized void add(SeenQuery.Key key, QuerySum sum) {
        if (sums.size() < most || sums.containsKey(key)) {
            sums.merge(key, sum, QuerySum::and);
        } else {
            lost++;
        }
    }

    /** Hands over what is held, and begins anew. */
    synchronized Map<SeenQuery.Key, QuerySum> take() {
        Map<SeenQuery.Key, QuerySum> taken = sums;
        sums = new HashMap<>();
        return taken;
    }

    /** The queries that were not remembered, for there were too many different ones. */
    synchronized long lost() {
        return lost;
    }
}
