package io.pharos.gateway.api;

import io.pharos.model.Dialect;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Queries that were parsed and enforced lately: dashboards ask the same ones again and again, and for the same bounds
 * on the same dialect the outcome is the same. Holds the {@link #MOST} that were asked last; refusals are not kept.
 * Thread-safe.
 */
final class PreparedQueries {
    static final int MOST = 500;
    private static final int LONGEST_TEXT = 4_096;

    /** A query as it was asked, in canonical words, and as its engine gets it. */
    record Prepared(Expr query, String canonical, EnforcedQuery enforced) {}

    private record Key(Bounds bounds, Dialect dialect, String text) {}

    private final Map<Key, Prepared> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Prepared> eldest) {
            return size() > MOST;
        }
    };

    /** What is known of the query, else what is prepared now; a query that is refused throws. */
    Prepared get(Bounds bounds, Dialect dialect, String text, Supplier<Prepared> preparation) {
        if (text.length() > LONGEST_TEXT) {
            return preparation.get();
        }
        Key key = new Key(bounds, dialect, text);
        synchronized (known) {
            Prepared before = known.get(key);
            if (before != null) {
                return before;
            }
        }
        Prepared fresh = preparation.get();
        synchronized (known) {
            known.put(key, fresh);
        }
        return fresh;
    }
}
