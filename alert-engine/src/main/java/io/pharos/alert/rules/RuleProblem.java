package io.pharos.alert.rules;

/** One thing wrong with a rule file, and where. */
public record RuleProblem(Place place, String message) {
    public String text() {
        return place + ": " + message;
    }
}
