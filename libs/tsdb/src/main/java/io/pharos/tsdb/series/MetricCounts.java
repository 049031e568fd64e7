package io.pharos.tsdb.series;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How many active series each metric of a tenant has; metrics beyond {@link #MOST} are counted together. */
final class MetricCounts {
    static final int MOST = 1 << 16;
    static final int OTHERS = 0;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private @Nullable String[] names = new String[16];
    private long[] hashes = new long[16];
    private int[] counts = new int[16];
    private int next = OTHERS + 1;

    /** The metric's number, or {@link #OTHERS}. */
    int number(long hash) {
        return numbers.getOrDefault(hash, OTHERS);
    }

    /** The metric's number, given to it where it has none. */
    int number(long hash, String name) {
        Integer known = numbers.get(hash);
        if (known != null || numbers.size() >= MOST) {
            return known == null ? OTHERS : known;
        }
        int number = free.isEmpty() ? next++ : free.pop();
        if (number >= names.length) {
            names = Arrays.copyOf(names, 2 * number);
            hashes = Arrays.copyOf(hashes, 2 * number);
            counts = Arrays.copyOf(counts, 2 * number);
        }
        names[number] = name;
        hashes[number] = hash;
        numbers.put(hash, number);
        return number;
    }

    int count(int number) {
        return counts[number];
    }

    /** So many series more or less; a metric without any is forgotten. */
    void add(int number, int by) {
        counts[number] += by;
        if (counts[number] == 0 && number != OTHERS) {
            numbers.remove(hashes[number]);
            names[number] = null;
            free.push(number);
        }
    }

    void forEach(BiConsumer<String, Integer> reader) {
        if (counts[OTHERS] > 0) {
            reader.accept("(others)", counts[OTHERS]);
        }
        for (int number = OTHERS + 1; number < next; number++) {
            String name = names[number];
            if (name != null) {
                reader.accept(name, counts[number]);
            }
        }
    }
}
