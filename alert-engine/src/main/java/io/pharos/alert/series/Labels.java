package io.pharos.alert.series;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The labels of a series, sorted by name, none of them empty. One array holds them all, since an engine may hold a
 * million alerts.
 */
public final class Labels implements Comparable<Labels> {
    public static final Labels NONE = new Labels(new String[0]);
    public static final String METRIC_NAME = "__name__";

    private final String[] namesAndValues;
    private final int hash;

    private Labels(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
        this.hash = Arrays.hashCode(namesAndValues);
    }

    /** An empty value means that the label is not there. */
    public static Labels of(Map<String, String> labels) {
        SortedMap<String, String> sorted = labels instanceof SortedMap<String, String> map && map.comparator() == null
                ? map
                : new TreeMap<>(labels);
        String[] flat = new String[2 * sorted.size()];
        int length = 0;
        for (Map.Entry<String, String> label : sorted.entrySet()) {
            flat[length++] = label.getKey();
            flat[length++] = label.getValue();
        }
        return ofSorted(flat, length);
    }

    /**
     * The labels of which the first {@code length} texts are names and values in turn, sorted by name and no name
     * twice, as engines send them; falls back to sorting where they are not.
     */
    public static Labels ofSorted(String[] flat, int length) {
        int kept = 0;
        for (int i = 0; i < length; i += 2) {
            if (kept > 0 && flat[kept - 2].compareTo(flat[i]) >= 0) {
                return of(map(flat, length));
            }
            if (!flat[i + 1].isEmpty()) {
                flat[kept] = flat[i];
                flat[kept + 1] = flat[i + 1];
                kept += 2;
            }
        }
        return kept == 0 ? NONE : new Labels(Arrays.copyOf(flat, kept));
    }

    /** The value, or the empty text where the label is not there. */
    public String get(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
            }
        }
        return "";
    }

    public int size() {
        return namesAndValues.length / 2;
    }

    /** The same labels and this one, which replaces one of its name; an empty value takes it away. */
    public Labels with(String name, String value) {
        return merged(new String[] {name, value});
    }

    public Labels without(String name) {
        return get(name).isEmpty() ? this : with(name, "");
    }

    /** The same labels and these, which win. */
    public Labels withAll(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        String[] flat = new String[2 * others.size()];
        int length = 0;
        for (Map.Entry<String, String> label : new TreeMap<>(others).entrySet()) {
            flat[length++] = label.getKey();
            flat[length++] = label.getValue();
        }
        return merged(flat);
    }

    /** The same labels and these, which win. */
    public Labels withAll(Labels others) {
        return others.namesAndValues.length == 0 ? this : merged(others.namesAndValues);
    }

    /** Each name with its value, sorted by name. */
    public void forEach(BiConsumer<String, String> label) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            label.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    public SortedMap<String, String> asMap() {
        return Collections.unmodifiableSortedMap(map(namesAndValues, namesAndValues.length));
    }

    /** These labels and others, sorted as these are, which win. */
    private Labels merged(String[] others) {
        String[] flat = new String[namesAndValues.length + others.length];
        int length = 0;
        int own = 0;
        for (int i = 0; i < others.length; i += 2) {
            while (own < namesAndValues.length && namesAndValues[own].compareTo(others[i]) < 0) {
                flat[length++] = namesAndValues[own++];
                flat[length++] = namesAndValues[own++];
            }
            own += own < namesAndValues.length && namesAndValues[own].equals(others[i]) ? 2 : 0;
            flat[length++] = others[i];
            flat[length++] = others[i + 1];
        }
        System.arraycopy(namesAndValues, own, flat, length, namesAndValues.length - own);
        return ofSorted(flat, length + namesAndValues.length - own);
    }

    private static SortedMap<String, String> map(String[] flat, int length) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < length; i += 2) {
            map.put(flat[i], flat[i + 1]);
        }
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(namesAndValues, other.namesAndValues);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels
                && hash == labels.hash
                && Arrays.equals(namesAndValues, labels.namesAndValues);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
