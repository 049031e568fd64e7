package io.pharos.gateway.suite;

import io.pharos.gateway.engines.PrometheusServer;
import io.pharos.gateway.engines.RemoteWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A small fleet that is measured each fifteen seconds: counters, gauges, a histogram, a target that comes and goes. The
 * same time gives the same values again, and another {@code factor} gives others.
 */
public record Fleet(Map<String, String> owner, int factor) {
    private static final int INTERVAL = 15;
    private static final int SAMPLES_A_REQUEST = 2_000;

    /** Which of the fleet's instances: each is a sender of its own. */
    public static final List<String> INSTANCES = List.of("a:1", "b:1", "c:1");

    /** Hands what the senders measured between those times to {@code target}, in requests of some thousand samples. */
    public void send(List<String> instances, Instant from, Instant to, Consumer<RemoteWrite> target) {
        RemoteWrite request = new RemoteWrite();
        int samples = 0;
        for (long time = align(from); time <= to.getEpochSecond(); time += INTERVAL) {
            for (String instance : instances) {
                samples += measure(request, instance, time);
            }
            if (samples > SAMPLES_A_REQUEST || time + INTERVAL > to.getEpochSecond()) {
                target.accept(request);
                request = new RemoteWrite();
                samples = 0;
            }
        }
    }

    public void sendAll(Instant from, Instant to, PrometheusServer engine) {
        send(INSTANCES, from, to, engine::write);
    }

    private static long align(Instant from) {
        return from.getEpochSecond() - Math.floorMod(from.getEpochSecond(), INTERVAL) + INTERVAL;
    }

    private int measure(RemoteWrite request, String instance, long time) {
        int number = instance.charAt(0) - 'a' + 1;
        Instant at = Instant.ofEpochSecond(time);
        List<RemoteWrite> added = new ArrayList<>();
        for (String code : List.of("200", "404", "500")) {
            long rate = number * (long) factor * (code.charAt(0) - '0');
            long count = time % 100_000 * rate / 7 + time % 5;
            added.add(request.sample(series("http_requests_total", instance, "code", code), count, at));
        }
        double load = factor * (1 + Math.sin(time / 600.0 + number));
        added.add(request.sample(series("node_load", instance, "cpu", "0"), load, at));
        if (time / 300 % 4 != number) {
            added.add(request.sample(series("up", instance, "zone", "z" + number % 2), time % 11 == 0 ? 0 : 1, at));
        }
        for (String le : List.of("0.1", "1", "10", "+Inf")) {
            long bucket = time % 100_000 * factor * number * (le.length() + 1);
            added.add(request.sample(series("latency_bucket", instance, "le", le), bucket, at));
        }
        return added.size();
    }

    private Map<String, String> series(String name, String instance, String label, String value) {
        Map<String, String> labels = new TreeMap<>(owner);
        labels.putAll(Map.of(
                "__name__", name, "instance", instance, "job", instance.equals("c:1") ? "db" : "web", label, value));
        return labels;
    }
}
