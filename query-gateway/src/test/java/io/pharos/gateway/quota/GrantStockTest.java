package io.pharos.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.quota.GrantStock.Ask;
import io.pharos.gateway.quota.GrantStock.Counted;
import io.pharos.gateway.quota.GrantStock.Served;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantStockTest {
    private static final Duration SPAN = Duration.ofMillis(100);
    private static final Quota HUNDRED = quota(1_000);
    private static final long MILLISECOND = 1_000_000L;

    private final GrantStock<String> stock = new GrantStock<>(List.of(HUNDRED), SPAN);
    private long now = 7_000_000_000L;

    private static Quota quota(int perSecond) {
        return new Quota(new QuotaKey.OfUser(new TenantId("acme"), "alice"), perSecond);
    }

    private static Counted counted(int granted, int left) {
        return new Counted(granted, HUNDRED, left, Duration.ofMillis(900));
    }

    private Optional<Verdict> enter(String who) {
        return stock.enter(who, now).verdict();
    }

    /** So many requests that come one by one within half of the span, each counted by itself. */
    private void demand(int requests) {
        for (int i = 0; i < requests; i++) {
            if (stock.enter("before", now).ask().isPresent()) {
                stock.answered(counted(1, 900), now);
            }
            now += 40 * MILLISECOND / requests;
        }
    }

    @Test
    void aFirstRequestIsCountedAlone() {
        assertThat(stock.enter("a", now).ask()).contains(new Ask(1, 0));
        assertThat(stock.answered(counted(1, 999), now).served())
                .containsExactly(new Served<>("a", new Verdict.Granted(HUNDRED, 999, Duration.ofMillis(900))));
    }

    @Test
    void whoComesWhileOthersAreCountedIsCountedNextAndTogether() {
        enter("a");
        assertThat(stock.enter("b", now).ask()).isEmpty();
        assertThat(stock.enter("c", now).ask()).isEmpty();
        GrantStock.Answered<String> answered = stock.answered(counted(1, 999), now);
        assertThat(answered.served()).extracting(Served::waiter).containsExactly("a");
        assertThat(answered.ask()).map(Ask::now).contains(2);
    }

    @Test
    void whereOnlySomeAreGrantedTheFirstOfThemHaveIt() {
        enter("a");
        enter("b");
        enter("c");
        stock.answered(counted(1, 1), now);
        List<Served<String>> served = stock.answered(counted(1, 0), now).served();
        assertThat(served).extracting(Served::waiter).containsExactly("b", "c");
        assertThat(served.getFirst().verdict()).isInstanceOf(Verdict.Granted.class);
        assertThat(served.getLast().verdict()).isEqualTo(new Verdict.Exhausted(HUNDRED, Duration.ofMillis(900)));
    }

    @Test
    void whoAsksOftenHasRequestsCountedAheadAndNeedNotWait() {
        demand(40);
        Ask ask = stock.enter("x", now).ask().orElseThrow();
        assertThat(ask.ahead()).isEqualTo(20);
        stock.answered(counted(1 + ask.ahead(), 500), now);
        assertThat(enter("y")).contains(new Verdict.Granted(HUNDRED, 519, Duration.ofMillis(900)));
        assertThat(enter("z")).contains(new Verdict.Granted(HUNDRED, 518, Duration.ofMillis(900)));
    }

    @Test
    void asksForMoreBeforeItHasNone() {
        demand(40);
        int ahead = stock.enter("x", now).ask().orElseThrow().ahead();
        stock.answered(counted(1 + ahead, 500), now);
        int servedBefore = 0;
        GrantStock.Step step = stock.enter("y", now);
        while (step.ask().isEmpty()) {
            servedBefore++;
            step = stock.enter("y", now);
        }
        assertThat(servedBefore).isBetween(5, 10);
        assertThat(step.verdict()).isPresent();
        assertThat(step.ask().orElseThrow().now()).isZero();
    }

    @Test
    void whatWasCountedAheadIsVoidAfterItsSpan() {
        demand(40);
        int ahead = stock.enter("x", now).ask().orElseThrow().ahead();
        now += 5 * MILLISECOND;
        stock.answered(counted(1 + ahead, 500), now);
        now += SPAN.toNanos() - 5 * MILLISECOND - 1;
        assertThat(enter("in time")).isPresent();
        now += 1;
        assertThat(enter("too late: the span runs from when it was asked for")).isEmpty();
    }

    @Test
    void countsAheadNoMoreThanTheQuotaGivesInTheSpan() {
        GrantStock<String> small = new GrantStock<>(List.of(quota(50), quota(1_000)), SPAN);
        for (int i = 0; i < 40; i++) {
            if (small.enter("before", now).ask().isPresent()) {
                small.answered(counted(1, 900), now);
            }
        }
        assertThat(small.enter("x", now).ask().orElseThrow().ahead()).isEqualTo(5);
    }

    @Test
    void whereNobodyCanCountAllWhoWaitAreTold() {
        enter("a");
        enter("b");
        assertThat(stock.failed()).containsExactly("a", "b");
        assertThat(stock.enter("c", now).ask()).as("asks again").map(Ask::now).contains(1);
    }
}
