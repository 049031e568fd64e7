package io.pharos.alert.run;

import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Question;
import java.time.Duration;
import java.time.Instant;

/** Whom a group asks. That there is no answer is an answer; nothing is thrown. */
@FunctionalInterface
public interface Asker {
    Answer ask(Question question, Instant time, Duration patience);
}
