package io.pharos.collector.targets;

import java.net.URI;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** One address that is scraped, with the labels that its series bear. */
public record Target(ScrapeJob job, URI url, SortedMap<String, String> labels) {
    public Target {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** What tells this target from every other, on every replica and whatever else of its job changes. */
    public String id() {
        return job.key() + " " + url + " " + labels;
    }
}
