package io.pharos.mall.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of seconds, with fixed buckets and no labels. */
final class Histogram implements Metric {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};

    private final String name;
    private final String help;
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final DoubleAdder sum = new DoubleAdder();

    Histogram(String name, String help) {
        this.name = name;
        this.help = help;
        Arrays.setAll(buckets, _ -> new LongAdder());
    }

    void observe(double seconds, int times) {
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].add(times);
        sum.add(seconds * times);
    }

    @Override
    public void writeTo(Exposition out) {
        out.family(name, "histogram", help);
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            count += buckets[i].sum();
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
            out.sample(name + "_bucket", Labels.one("le", bound), count, null);
        }
        out.sample(name + "_sum", Labels.NONE, sum.sum(), null);
        out.sample(name + "_count", Labels.NONE, count, null);
    }
}
