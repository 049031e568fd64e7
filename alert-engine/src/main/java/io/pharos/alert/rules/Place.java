package io.pharos.alert.rules;

/** A place in a file; line and column start at 1. */
public record Place(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
