package io.pharos.alert.run;

import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks once what several groups ask at one time: who asks second waits for the first one's answer. Answers are kept
 * for a moment only, since who shares a slot comes at once; failures are not kept.
 */
final class SharedAnswers implements Asker {
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private record Key(String engine, String queryUrl, String query, Instant time) {}

    private record Known(CompletableFuture<Answer> answer, long askedAt) {}

    private final Asker engine;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    SharedAnswers(Asker engine) {
        this.engine = engine;
    }

    @Override
    public Answer ask(Question question, Instant time, Duration patience) {
        forget(System.nanoTime());
        Key key = new Key(question.route().engine().id(), question.route().queryUrl(), question.text(), time);
        Known mine = new Known(new CompletableFuture<>(), System.nanoTime());
        Known first = known.putIfAbsent(key, mine);
        if (first != null) {
            return first.answer().join();
        }
        Answer answer = new Answer.Failed("the query ended in a defect of ours");
        try {
            answer = engine.ask(question, time, patience);
        } finally {
            if (answer instanceof Answer.Failed) {
                known.remove(key, mine);
            }
            mine.answer().complete(answer);
        }
        return answer;
    }

    private void forget(long now) {
        for (Iterator<Known> all = known.values().iterator(); all.hasNext(); ) {
            Known one = all.next();
            if (one.answer().isDone() && now - one.askedAt() > KEPT_NANOS) {
                all.remove();
            }
        }
    }
}
