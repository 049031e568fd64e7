package io.pharos.alert.run;

import io.pharos.alert.notify.Notifier;

/**
 * The world around an evaluation.
 *
 * @param shared asks what other groups ask at the same time only once
 */
public record Outlets(Asker asker, Asker shared, Pen pen, Notifier notifier) {
    public static Outlets of(Asker asker, Pen pen, Notifier notifier) {
        return new Outlets(asker, new SharedAnswers(asker), pen, notifier);
    }
}
