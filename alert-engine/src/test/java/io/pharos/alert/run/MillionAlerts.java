package io.pharos.alert.run;

import io.pharos.alert.query.Answer;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.write.Written;
import io.pharos.model.Environment;
import io.pharos.tenancy.directory.DirectoryIndex;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.testing.Tenants;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the heap of a million active alerts of four labels and two annotations after a collection: a thousand rules
 * of a thousand alerts, evaluated twice over an engine that is a stub. Run it with {@code -Xmx2g}; it prints JSON, and
 * fails where the heap does not do.
 */
final class MillionAlerts {
    private static final int GROUPS = 1_000;
    private static final int ALERTS = 1_000;
    private static final EngineRoute ROUTE =
            new DirectoryIndex(Tenants.snapshot()).route(Tenants.ACME, Environment.PROD);

    private MillionAlerts() {}

    public static void main(String[] arguments) {
        List<Rehearsal> groups = new ArrayList<>();
        Instant slot = Instant.parse("2026-01-01T00:00:00Z");
        long before = used();
        long start = System.nanoTime();
        for (int group = 0; group < GROUPS; group++) {
            int number = group;
            Rehearsal played = new Rehearsal(
                    ROUTE,
                    "{name: g" + group + ", interval: 1m, rules: [{alert: Many, expr: m" + group + " > 1,"
                            + " annotations: {summary: 'instance {{ $labels.instance }} at {{ $value }}',"
                            + " runbook: 'https://runbooks.example/{{ $labels.job }}'}}]}",
                    Duration.ofMinutes(1),
                    (question, time, patience) -> new Answer.Found(samples(number)),
                    (route, points, patience) -> new Written.Stored());
            played.evaluate(slot);
            played.evaluate(slot.plusSeconds(60));
            played.forgetTold();
            groups.add(played);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        long heap = used() - before;
        long active =
                groups.stream().mapToLong(group -> group.states("Many").size()).sum();
        System.out.printf(
                "{\"activeAlerts\": %d, \"labels\": 4, \"annotations\": 2, \"heapAfterCollectionMiB\": %d,"
                        + " \"bytesPerAlert\": %d, \"maxHeapMiB\": %d, \"secondsForTwoEvaluations\": %d}%n",
                active, heap >> 20, heap / active, Runtime.getRuntime().maxMemory() >> 20, seconds);
    }

    /** Texts of their own for each sample, as they come off the wire. */
    private static List<Sample> samples(int group) {
        List<Sample> samples = new ArrayList<>(ALERTS);
        for (int i = 0; i < ALERTS; i++) {
            String[] flat = {
                "instance", text("10.1." + group + "." + i + ":9100"), "job", text("node"), "zone", text("z" + i % 7)
            };
            samples.add(new Sample.Number(Labels.ofSorted(flat, flat.length), 2 + i));
        }
        return samples;
    }

    private static String text(String value) {
        return new String(value.toCharArray());
    }

    private static long used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
