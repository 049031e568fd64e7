package io.pharos.wire.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The replicas, by cluster, whose series a request holds: few, and nearly always one. */
public final class Replicas {
    /** One replica of a cluster. */
    public record Replica(String cluster, String name) {}

    private record Known(byte[] cluster, byte[] name) {}

    private final List<Known> known = new ArrayList<>();
    private int last;

    public void clear() {
        known.clear();
        last = 0;
    }

    /** The number of the replica whose cluster and name stand there. */
    public int number(byte[] bytes, int clusterFrom, int clusterTo, int nameFrom, int nameTo) {
        if (last < known.size() && is(known.get(last), bytes, clusterFrom, clusterTo, nameFrom, nameTo)) {
            return last;
        }
        for (int i = 0; i < known.size(); i++) {
            if (is(known.get(i), bytes, clusterFrom, clusterTo, nameFrom, nameTo)) {
                last = i;
                return i;
            }
        }
        known.add(new Known(
                Arrays.copyOfRange(bytes, clusterFrom, clusterTo), Arrays.copyOfRange(bytes, nameFrom, nameTo)));
        last = known.size() - 1;
        return last;
    }

    /** The number of the replica of that cluster and name. */
    public int number(byte[] cluster, byte[] name) {
        byte[] both = Arrays.copyOf(cluster, cluster.length + name.length);
        System.arraycopy(name, 0, both, cluster.length, name.length);
        return number(both, 0, cluster.length, cluster.length, both.length);
    }

    private static boolean is(Known one, byte[] bytes, int clusterFrom, int clusterTo, int nameFrom, int nameTo) {
        return Arrays.equals(one.name, 0, one.name.length, bytes, nameFrom, nameTo)
                && Arrays.equals(one.cluster, 0, one.cluster.length, bytes, clusterFrom, clusterTo);
    }

    /** All of them, by number. */
    public List<Replica> all() {
        return known.stream()
                .map(one -> new Replica(new String(one.cluster, UTF_8), new String(one.name, UTF_8)))
                .toList();
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }
}
