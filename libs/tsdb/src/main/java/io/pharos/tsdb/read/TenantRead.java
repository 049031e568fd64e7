package io.pharos.tsdb.read;

import io.pharos.model.TenantId;
import io.pharos.promql.enforce.EnforcedMatchers;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.enforce.EnforcedSelectors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One question to a tenant's engine, in Prometheus's API. Whatever selects series in it is enforced by its type, so a
 * question that reaches over the tenant's wall cannot be put.
 */
public sealed interface TenantRead {
    /** Whose data is read. */
    TenantId tenant();

    /** A query at one time. */
    record Instantaneous(EnforcedQuery query, Instant time, ReadOptions options) implements TenantRead {
        @Override
        public TenantId tenant() {
            return query.tenant();
        }
    }

    /** A query over a range, by steps. */
    record Ranged(EnforcedQuery query, Instant start, Instant end, Duration step, ReadOptions options)
            implements TenantRead {
        @Override
        public TenantId tenant() {
            return query.tenant();
        }
    }

    /** The exemplars of the series that a query selects; without a time, all that the engine keeps. */
    record Exemplars(
            EnforcedQuery query,
            @Nullable Instant start,
            @Nullable Instant end) implements TenantRead {
        @Override
        public TenantId tenant() {
            return query.tenant();
        }
    }

    /** The series that the selectors match. */
    record Series(EnforcedSelectors selectors, ReadBounds bounds) implements TenantRead {
        @Override
        public TenantId tenant() {
            return selectors.tenant();
        }
    }

    /** The newest samples of the series that the selectors match, as text for another Prometheus to scrape. */
    record Federation(EnforcedSelectors selectors) implements TenantRead {
        @Override
        public TenantId tenant() {
            return selectors.tenant();
        }
    }

    /**
     * The samples of series as they are stored, by Prometheus's remote read protocol: whole, or as a stream of chunks.
     * At least one part; all of them are one tenant's.
     */
    record Stored(List<Part> parts, boolean chunks) implements TenantRead {
        /** The series that the matchers select, between two times. */
        public record Part(EnforcedMatchers matchers, Instant start, Instant end) {}

        public Stored {
            parts = List.copyOf(parts);
            long tenants = parts.stream()
                    .map(part -> part.matchers().tenant())
                    .distinct()
                    .count();
            if (tenants != 1) {
                throw new IllegalArgumentException("a read of stored samples is one tenant's");
            }
        }

        @Override
        public TenantId tenant() {
            return parts.getFirst().matchers().tenant();
        }
    }

    /** The names of the labels of those series. */
    record LabelNames(EnforcedSelectors selectors, ReadBounds bounds) implements TenantRead {
        @Override
        public TenantId tenant() {
            return selectors.tenant();
        }
    }

    /** The values of one label of those series. */
    record LabelValues(String label, EnforcedSelectors selectors, ReadBounds bounds) implements TenantRead {
        private static final Pattern FORM = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

        public LabelValues {
            if (!FORM.matcher(label).matches()) {
                throw new IllegalArgumentException("a label's name stands in a path: letters, digits and _ only");
            }
        }

        @Override
        public TenantId tenant() {
            return selectors.tenant();
        }
    }
}
