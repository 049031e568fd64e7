package io.pharos.mall.metrics;

import java.util.List;

/** The labels of one series as they are written, braces included; ordered as text. */
record Labels(String text) implements Comparable<Labels> {
    static final Labels NONE = new Labels("");

    static Labels one(String name, String value) {
        return of(List.of(name), value);
    }

    static Labels of(List<String> names, String... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException("labels " + names + " have " + values.length + " values");
        }
        if (values.length == 0) {
            return NONE;
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(names.get(i))
                    .append("=\"")
                    .append(escape(values[i]))
                    .append('"');
        }
        return new Labels(text.append('}').toString());
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    @Override
    public int compareTo(Labels other) {
        return text.compareTo(other.text);
    }
}
