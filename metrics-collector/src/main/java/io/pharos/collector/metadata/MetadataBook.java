package io.pharos.collector.metadata;

import io.pharos.model.TenantId;
import io.pharos.wire.metadata.MetricMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What senders told lately, kept small: of what is stored already only a 64-bit fingerprint for an hour, of what is new
 * the text until it is stored. Senders repeat themselves with every request; most of what they tell costs one look-up.
 */
final class MetadataBook {
    private static final Duration STORED_FOR = Duration.ofHours(1);
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final Map<TenantId, Page> pages = new HashMap<>();
    private final int maxMetrics;
    private final int maxLength;

    MetadataBook(int maxMetrics, int maxLength) {
        this.maxMetrics = maxMetrics;
        this.maxLength = maxLength;
    }

    /** One tenant's. */
    private static final class Page {
        private final Set<Long> known = new HashSet<>();
        private final Map<String, MetricMetadata> fresh = new TreeMap<>();
        private Instant began;

        Page(Instant began) {
            this.began = began;
        }

        void turn(Instant now) {
            known.clear();
            began = now;
        }
    }

    /** What one tenant's senders told that is not stored yet, sorted by metric. */
    record Fresh(TenantId tenant, List<MetricMetadata> metrics) {}

    /** Takes what a sender told. Beyond the bound of metrics not stored yet it is let go: it will be told again. */
    synchronized void note(TenantId tenant, List<MetricMetadata> told, Instant now) {
        Page page = pages.computeIfAbsent(tenant, id -> new Page(now));
        if (Duration.between(page.began, now).compareTo(STORED_FOR) > 0 || page.known.size() > maxMetrics) {
            page.turn(now);
        }
        for (MetricMetadata one : told) {
            if (one.family().isEmpty()
                    || one.family().length() > maxLength
                    || one.unit().length() > maxLength) {
                continue;
            }
            boolean room = page.fresh.size() < maxMetrics || page.fresh.containsKey(one.family());
            if (room && page.known.add(fingerprint(one))) {
                page.fresh.put(one.family(), cut(one));
            }
        }
    }

    /** Hands over what is not stored yet. */
    synchronized List<Fresh> takeFresh() {
        List<Fresh> all = new ArrayList<>();
        pages.forEach((tenant, page) -> {
            if (!page.fresh.isEmpty()) {
                all.add(new Fresh(tenant, List.copyOf(page.fresh.values())));
                page.fresh.clear();
            }
        });
        return all;
    }

    /** Takes back what could not be stored; what was told since is newer. */
    synchronized void giveBack(Fresh failed) {
        Page page = pages.get(failed.tenant());
        if (page != null) {
            failed.metrics().forEach(one -> page.fresh.putIfAbsent(one.family(), one));
        }
    }

    private MetricMetadata cut(MetricMetadata one) {
        String help = one.help().length() <= maxLength ? one.help() : one.help().substring(0, maxLength - 1) + "…";
        return new MetricMetadata(one.family(), one.type(), help.replace("\0", ""), one.unit());
    }

    private static long fingerprint(MetricMetadata one) {
        long hash = hash(one.type().ordinal(), one.family());
        return hash(hash(hash, one.help()), one.unit());
    }

    private static long hash(long before, String text) {
        long hash = before * MIX + text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MIX;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
