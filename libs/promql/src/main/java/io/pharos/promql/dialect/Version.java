package io.pharos.promql.dialect;

/** A release of Prometheus. */
record Version(int major, int minor) implements Comparable<Version> {
    static Version parse(String text) {
        String[] parts = text.split("\\.", 2);
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public int compareTo(Version other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
