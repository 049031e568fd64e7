package io.pharos.wire.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds points of delta temporality up into cumulative ones, series by series, for one tenant. Bounded: beyond, series
 * that got no point for longest than {@code idleMillis} make room, or the new one is refused. What a request added is
 * taken back where the request was not stored, since its sender will send it again.
 */
public final class Deltas {
    private final Map<String, Total> totals = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxSeries;
    private final long idleMillis;

    public Deltas(int maxSeries, long idleMillis) {
        this.maxSeries = maxSeries;
        this.idleMillis = idleMillis;
    }

    /** One series' sums so far, and the time of its last point. */
    private static final class Total {
        private final double[] sums;
        private long at;

        Total(int size) {
            this.sums = new double[size];
            this.at = Long.MIN_VALUE;
        }
    }

    /** What one request added. */
    public final class Request {
        private final List<Runnable> undo = new ArrayList<>();

        /** The sums with the parts added, or why they are not. */
        Sum add(String series, long millis, double[] parts) {
            synchronized (totals) {
                Total total = totals.get(series);
                if (total == null || total.sums.length != parts.length) {
                    if (!makeRoom(millis)) {
                        return new Sum.Refused(Refusals.Reason.TOO_MANY_DELTAS);
                    }
                    total = new Total(parts.length);
                    totals.put(series, total);
                }
                if (millis <= total.at) {
                    return new Sum.Refused(Refusals.Reason.DELTA_REPEATED);
                }
                return add(total, millis, parts);
            }
        }

        private Sum add(Total total, long millis, double[] parts) {
            long before = total.at;
            total.at = millis;
            for (int i = 0; i < parts.length; i++) {
                total.sums[i] += parts[i];
            }
            double[] added = parts.clone();
            undo.add(() -> subtract(total, before, millis, added));
            return new Sum.Added(total.sums.clone());
        }

        /** Takes back what was added: it was not stored. */
        public void takeBack() {
            synchronized (totals) {
                undo.reversed().forEach(Runnable::run);
            }
        }
    }

    /** What adding came to. */
    sealed interface Sum {
        record Added(double[] sums) implements Sum {}

        record Refused(Refusals.Reason reason) implements Sum {}
    }

    public Request begin() {
        return new Request();
    }

    private static void subtract(Total total, long before, long millis, double[] parts) {
        for (int i = 0; i < parts.length; i++) {
            total.sums[i] -= parts[i];
        }
        if (total.at == millis) {
            total.at = before;
        }
    }

    private boolean makeRoom(long now) {
        if (totals.size() < maxSeries) {
            return true;
        }
        Map.Entry<String, Total> eldest = totals.entrySet().iterator().next();
        return now - eldest.getValue().at >= idleMillis && totals.remove(eldest.getKey()) != null;
    }
}
