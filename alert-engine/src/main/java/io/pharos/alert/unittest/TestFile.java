package io.pharos.alert.unittest;

import io.pharos.alert.series.Labels;
import io.pharos.promql.series.SeriesDescription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** A file of rule tests ({@code docs/configuration/unit_testing_rules.md} of Prometheus). */
record TestFile(List<String> ruleFiles, Duration interval, boolean fuzzy, List<String> groupOrder, List<Group> groups) {
    TestFile {
        ruleFiles = List.copyOf(ruleFiles);
        groupOrder = List.copyOf(groupOrder);
        groups = List.copyOf(groups);
    }

    /**
     * Series, and what must follow from them.
     *
     * @param interval between two values of a series
     */
    record Group(
            String name,
            Duration interval,
            Instant start,
            List<SeriesDescription> series,
            List<AlertTest> alertTests,
            List<QueryTest> queryTests,
            Labels externalLabels,
            URI externalUrl) {
        /** The last moment that is looked at. */
        Instant end() {
            Duration last = Duration.ZERO;
            for (AlertTest test : alertTests) {
                last = last.compareTo(test.at()) < 0 ? test.at() : last;
            }
            for (QueryTest test : queryTests) {
                last = last.compareTo(test.at()) < 0 ? test.at() : last;
            }
            return start.plus(last);
        }
    }

    /** The alerts of one name that must fire at a time, and no others. */
    record AlertTest(Duration at, String alert, List<ExpectedAlert> expected) {}

    record ExpectedAlert(Labels labels, SortedMap<String, String> annotations) {}

    /** What a query must return at a time. */
    record QueryTest(String query, Duration at, List<ExpectedSample> expected) {}

    record ExpectedSample(Labels labels, double value) {}
}
