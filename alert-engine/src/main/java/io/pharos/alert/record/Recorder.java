package io.pharos.alert.record;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.series.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what a recording rule writes, as {@code rules/recording.go} and {@code rules/group.go} of Prometheus do: the
 * rule's labels win over the sample's, two results must differ, and a series that is not recorded any more ends.
 *
 * @param labels of the group and the rule
 * @param limit how many series the rule may have; 0 for any number
 */
public record Recorder(String name, Map<String, String> labels, int limit) {
    public Recorder {
        Map<String, String> whole = new TreeMap<>(labels);
        whole.put(Labels.METRIC_NAME, name);
        labels = Collections.unmodifiableMap(whole);
    }

    /** The next step; {@code before} are the series that live. */
    public Recorded decide(Set<Labels> before, List<Sample> results, Instant at) {
        if (limit > 0 && results.size() > limit) {
            return new Recorded.Refused("exceeded limit of " + limit + " with " + results.size() + " series");
        }
        Set<Labels> series = LinkedHashSet.newLinkedHashSet(results.size());
        List<Point> points = new ArrayList<>(results.size());
        for (Sample sample : results) {
            if (!(sample instanceof Sample.Number number)) {
                return new Recorded.Refused(
                        "native histograms cannot be recorded: the query API does not tell their buckets");
            }
            Labels recorded = number.labels().withAll(labels);
            if (!series.add(recorded)) {
                return new Recorded.Refused(
                        "vector contains metrics with the same labelset after applying rule labels");
            }
            points.add(new Point(recorded, at, number.value()));
        }
        before.stream().filter(old -> !series.contains(old)).forEach(old -> points.add(Point.stale(old, at)));
        return new Recorded.Points(points, Collections.unmodifiableSet(series));
    }

    /** The end of all series of a rule that is evaluated no more. */
    public static List<Point> retire(Set<Labels> series, Instant at) {
        return series.stream().map(labels -> Point.stale(labels, at)).toList();
    }
}
