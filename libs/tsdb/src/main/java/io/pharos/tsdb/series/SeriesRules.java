package io.pharos.tsdb.series;

import java.util.Map;

/** A tenant's own rules on which of its series are left out without a word; safe for use by several threads. */
public interface SeriesRules {
    /** No rules. */
    SeriesRules NONE = new SeriesRules() {
        @Override
        public int revision() {
            return 0;
        }

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public boolean drops(Map<String, String> labels) {
            return false;
        }
    };

    /** Grows with every change: what was judged under another one is judged again. */
    int revision();

    boolean isEmpty();

    /** Whether a series with these labels is left out. */
    boolean drops(Map<String, String> labels);
}
