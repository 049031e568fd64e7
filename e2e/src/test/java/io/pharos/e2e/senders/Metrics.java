package io.pharos.e2e.senders;

/** What a process says of itself in Prometheus's text format. */
record Metrics(String text) {
    /** The sum of a metric's values over all its series; 0 where it has none. */
    long sum(String name) {
        return Math.round(text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }
}
