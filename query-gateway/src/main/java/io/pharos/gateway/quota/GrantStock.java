package io.pharos.gateway.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What one gateway holds of one caller's quotas: who waits to be counted, and grants that were counted ahead for who
 * comes next. As many are counted ahead as came lately, and at most what the quotas give in {@code span}, after which
 * they are void. Thread-safe; the caller brings the time.
 */
final class GrantStock<W> {
    /** More are not counted by one question. */
    private static final int MOST = 500;

    /** How many requests to count now, and how many ahead where there is plenty of room. */
    record Ask(int now, int ahead) {}

    /** What the shared window counted, with what is left of the tightest quota and when its oldest drops out. */
    record Counted(int granted, Quota tightest, int left, Duration reset) {}

    /** What becomes of who comes, if that is known already; and what whoever called is to ask the shared window. */
    record Step(Optional<Verdict> verdict, Optional<Ask> ask) {}

    /** What becomes of one who waited. */
    record Served<W>(W waiter, Verdict verdict) {}

    /** What an answer of the shared window comes to. */
    record Answered<W>(List<Served<W>> served, Optional<Ask> ask) {}

    private static final class Ahead {
        private final long until;
        private int left;

        private Ahead(int left, long until) {
            this.left = left;
            this.until = until;
        }
    }

    private final long span;
    private final int most;
    private final Demand demand;
    private final Deque<W> waiting = new ArrayDeque<>();
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private Counted last;
    private int stock;
    private int asked;
    private boolean asking;
    private long askedAt;

    GrantStock(List<Quota> quotas, Duration span) {
        this.span = span.toNanos();
        this.demand = new Demand(this.span);
        int least = quotas.stream().mapToInt(Quota::perSecond).min().orElse(0);
        this.most = (int) Math.min(MOST, least * span.toMillis() / 1000);
        this.last = new Counted(0, quotas.getFirst(), 0, Duration.ZERO);
    }

    /** A request comes: it has a grant that was counted ahead, or it waits. */
    synchronized Step enter(W waiter, long now) {
        demand.one(now);
        dropVoid(now);
        if (stock == 0) {
            waiting.addLast(waiter);
            return new Step(Optional.empty(), asking ? Optional.empty() : Optional.of(ask(now)));
        }
        Verdict granted = take();
        boolean low = !asking && stock <= wanted(now) / 2;
        return new Step(Optional.of(granted), low ? Optional.of(ask(now)) : Optional.empty());
    }

    /** The shared window has counted: those who waited when it was asked come first. */
    synchronized Answered<W> answered(Counted counted, long now) {
        asking = false;
        last = counted;
        List<Served<W>> served = new ArrayList<>(asked);
        for (int i = 0; i < asked; i++) {
            served.add(new Served<>(
                    waiting.removeFirst(),
                    i < counted.granted()
                            ? granted(counted.left() + counted.granted() - 1 - i)
                            : new Verdict.Exhausted(counted.tightest(), counted.reset())));
        }
        keep(counted.granted() - asked);
        dropVoid(now);
        while (stock > 0 && !waiting.isEmpty()) {
            served.add(new Served<>(waiting.removeFirst(), take()));
        }
        return new Answered<>(served, waiting.isEmpty() ? Optional.empty() : Optional.of(ask(now)));
    }

    /** Nobody can count: answers with all who waited. */
    synchronized List<W> failed() {
        asking = false;
        List<W> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private Ask ask(long now) {
        asking = true;
        askedAt = now;
        asked = Math.min(MOST, waiting.size());
        return new Ask(asked, Math.max(0, wanted(now) - stock));
    }

    /** What half of the span will need. */
    private int wanted(long now) {
        return Math.min(most, demand.inSpan(now) / 2);
    }

    private void keep(int more) {
        if (more > 0) {
            ahead.addLast(new Ahead(more, askedAt + span));
            stock += more;
        }
    }

    private Verdict take() {
        Ahead first = ahead.getFirst();
        first.left--;
        stock--;
        if (first.left == 0) {
            ahead.removeFirst();
        }
        return granted(last.left() + stock);
    }

    private Verdict granted(int remaining) {
        return new Verdict.Granted(last.tightest(), remaining, last.reset());
    }

    private void dropVoid(long now) {
        while (!ahead.isEmpty() && now - ahead.getFirst().until >= 0) {
            stock -= ahead.removeFirst().left;
        }
    }
}
