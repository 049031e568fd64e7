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
        String[] flat = new TreeMap<>(labels)
                .entrySet().stream()
                        .filter(label -> !label.getValue().isEmpty())
                        .flatMap(label -> Arrays.stream(new String[] {label.getKey(), label.getValue()}))
                        .toArray(String[]::new);
        return flat.length == 0 ? NONE : new Labels(flat);
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
        SortedMap<String, String> changed = mutable();
        changed.put(name, value);
        return of(changed);
    }

    public Labels without(String name) {
        return with(name, "");
    }

    /** The same labels and these, which win. */
    public Labels withAll(Map<String, String> others) {
        SortedMap<String, String> changed = mutable();
        changed.putAll(others);
        return of(changed);
    }

    /** Each name with its value, sorted by name. */
    public void forEach(BiConsumer<String, String> label) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            label.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    public SortedMap<String, String> asMap() {
        return Collections.unmodifiableSortedMap(mutable());
    }

    private SortedMap<String, String> mutable() {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
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
