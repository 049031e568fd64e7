package io.pharos.alert.run;

import io.pharos.alert.evaluate.Comparison;
import io.pharos.alert.evaluate.PlannedExpression;
import io.pharos.alert.evaluate.QueryPlan;
import io.pharos.alert.query.Answer;
import io.pharos.alert.run.CompiledGroup.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gets the answers for a group's rules, batch by batch, with the fewest questions and some at once. */
final class AnswerRound {
    private record Timed(Answer answer, Duration took) {}

    private record Use(Timed timed, @Nullable Comparison comparison) {}

    private final CompiledGroup group;
    private final LastCounts counts;
    private final Instant time;
    private final Duration patience;
    private final Outlets outlets;
    private final Map<Integer, Use> answers = new HashMap<>();

    AnswerRound(CompiledGroup group, LastCounts counts, Instant time, Duration patience, Outlets outlets) {
        this.group = group;
        this.counts = counts;
        this.time = time;
        this.patience = patience;
        this.outlets = outlets;
    }

    /** Asks for those rules; what rules before them wrote is not asked of what others got earlier. */
    void ask(List<Integer> rules) {
        boolean first = answers.isEmpty();
        List<PlannedExpression> expressions =
                rules.stream().map(rule -> group.rules().get(rule).expression()).toList();
        List<QueryPlan.Query> queries = QueryPlan.of(expressions, this::count).queries();
        List<Timed> timed = all(queries.stream()
                .<Supplier<Timed>>map(query -> () -> one(query, expressions, first))
                .toList());
        for (int i = 0; i < timed.size(); i++) {
            take(queries.get(i), timed.get(i), rules);
        }
    }

    private void take(QueryPlan.Query query, Timed timed, List<Integer> rules) {
        if (timed.answer() instanceof Answer.Found found) {
            counts.saw(query.text(), found.samples().size());
        }
        query.uses().forEach(use -> answers.put(rules.get(use.expression()), new Use(timed, use.comparison())));
    }

    /** What is asked elsewhere at this time too is worth asking for bare. */
    private OptionalInt count(String query) {
        return group.sharedQueries().contains(query) ? OptionalInt.of(0) : counts.of(query);
    }

    Answer answer(int rule) {
        Use use = use(rule);
        Comparison comparison = use.comparison();
        return comparison != null && use.timed().answer() instanceof Answer.Found found
                ? new Answer.Found(comparison.filter(found.samples()))
                : use.timed().answer();
    }

    Duration took(int rule) {
        return use(rule).timed().took();
    }

    private Use use(int rule) {
        Use use = answers.get(rule);
        if (use == null) {
            throw new IllegalStateException("rule " + rule + " was not asked for");
        }
        return use;
    }

    /** As many threads as may ask at once, this one among them, which all take the next question until none is left. */
    private List<Timed> all(List<Supplier<Timed>> questions) {
        Timed[] answers = new Timed[questions.size()];
        AtomicInteger next = new AtomicInteger();
        Runnable asker = () -> {
            for (int i = next.getAndIncrement(); i < answers.length; i = next.getAndIncrement()) {
                answers[i] = questions.get(i).get();
            }
        };
        int others = Math.min(questions.size(), group.concurrency()) - 1;
        if (others < 1) {
            asker.run();
            return List.of(answers);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = IntStream.range(0, others)
                    .mapToObj(i -> CompletableFuture.runAsync(asker, threads))
                    .toList();
            asker.run();
            running.forEach(CompletableFuture::join);
        }
        return List.of(answers);
    }

    private Timed one(QueryPlan.Query query, List<PlannedExpression> expressions, boolean first) {
        long start = System.nanoTime();
        PlannedExpression asker = expressions.get(query.uses().getFirst().expression());
        Asked asked = query.text().equals(asker.text()) ? group.whole(asker) : group.bare(asker);
        Asker whom = first && group.sharedQueries().contains(query.text()) ? outlets.shared() : outlets.asker();
        Answer answer = switch (asked) {
            case Asked.Refused refused -> new Answer.Failed(refused.reason());
            case Asked.Ready ready -> whom.ask(ready.question(), time, patience);
        };
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }
}
