package io.pharos.alert.rules;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies of maps that nobody changes. */
final class SortedCopy {
    private SortedCopy() {}

    static SortedMap<String, String> of(SortedMap<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
