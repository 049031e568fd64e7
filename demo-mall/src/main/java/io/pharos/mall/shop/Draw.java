package io.pharos.mall.shop;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Random choices from one generator, so that a seed fixes them all. */
public final class Draw {
    private Draw() {}

    /** True with that probability. */
    public static boolean chance(double probability, RandomGenerator random) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** One of the choices, each as likely as its weight; the weights need not sum to 1. */
    public static <T> T weighted(List<T> choices, ToDoubleFunction<T> weight, RandomGenerator random) {
        double total = 0;
        for (T choice : choices) {
            total += weight.applyAsDouble(choice);
        }
        double left = random.nextDouble() * total;
        for (T choice : choices) {
            left -= weight.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }
}
