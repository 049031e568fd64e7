package io.pharos.billing.rating.model;

/** Whether a quantity rated in parts costs the same as rated at once; if not, why, in a sentence for the customer. */
public sealed interface Additivity {
    record Additive() implements Additivity {}

    record NotAdditive(String why) implements Additivity {}

    static Additivity additive() {
        return new Additive();
    }

    static Additivity because(String why) {
        return new NotAdditive(why);
    }
}
