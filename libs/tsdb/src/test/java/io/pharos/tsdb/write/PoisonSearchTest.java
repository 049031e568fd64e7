package io.pharos.tsdb.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.WriteCounts;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The search over an engine that refuses every batch with a bad series in it, as Prometheus does. */
class PoisonSearchTest {
    private static final int SERIES = 2000;

    private final BitSet bad = new BitSet();
    private final List<String> sent = new ArrayList<>();
    private final BitSet accepted = new BitSet();

    @Test
    void findsTheOneBadSeriesAndHasAllOthersStored() {
        for (int poison : new int[] {0, 1, 999, 1000, 1234, SERIES - 1}) {
            bad.clear();
            accepted.clear();
            sent.clear();
            bad.set(poison);
            WriteOutcome.Partly outcome = search(24);
            assertThat(outcome.stored().cardinality()).isEqualTo(SERIES - 1);
            assertThat(outcome.counts().samples()).isEqualTo(SERIES - 1);
            assertThat(outcome.rejections().series()).isEqualTo(1);
            assertThat(outcome.rejections().byFault()).containsOnlyKeys(SeriesFault.REFUSED_BY_ENGINE);
            assertThat(outcome.rejections().first().getFirst().series()).isEqualTo("series " + poison);
            assertThat(outcome.rejections().first().getFirst().about()).isEqualTo("out of bounds");
            assertThat(sent).hasSizeLessThanOrEqualTo(24);
            assertThat(accepted).isEqualTo(outcome.stored());
        }
    }

    @Test
    void withTheBudgetUsedUpTheSmallestBadPartsAreRejectedWholeAndAllElseIsTried() {
        for (int i = 0; i < SERIES; i += 100) {
            bad.set(i);
        }
        WriteOutcome.Partly outcome = search(24);
        assertThat(sent.size()).isLessThanOrEqualTo(24);
        assertThat(outcome.stored()).isEqualTo(accepted);
        assertThat(outcome.stored().cardinality() + outcome.rejections().series())
                .isEqualTo(SERIES);
        assertThat(outcome.rejections().byFault()).containsKey(SeriesFault.REFUSED_WITH_OTHERS);
        assertThat(outcome.rejections().first())
                .anySatisfy(one -> assertThat(one.reason()).contains("series: out of bounds"));
    }

    @Test
    void withoutABudgetTheWholeBatchIsRejected() {
        bad.set(7);
        WriteOutcome.Partly outcome = search(0);
        assertThat(sent).isEmpty();
        assertThat(outcome.rejections().series()).isEqualTo(SERIES);
        assertThat(outcome.counts().isEmpty()).isTrue();
    }

    @Test
    void sendsPartsInTheirOrder() {
        bad.set(1500);
        search(24);
        List<Integer> starts = sent.stream()
                .map(range -> Integer.parseInt(range.substring(0, range.indexOf('-'))))
                .toList();
        assertThat(starts).isSorted();
    }

    @Test
    void aTenantHasSoManyRequestsAMinute() {
        AtomicLong clock = new AtomicLong();
        SearchBudget budget = new SearchBudget(24, 30, clock::get);
        TenantId acme = new TenantId("acme");
        assertThat(budget.take(acme)).isEqualTo(24);
        budget.giveBack(acme, 4);
        assertThat(budget.take(acme)).isEqualTo(10);
        assertThat(budget.take(acme)).isZero();
        assertThat(budget.take(new TenantId("initech"))).isEqualTo(24);
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(budget.take(acme)).isEqualTo(24);
    }

    private WriteOutcome.Partly search(int budget) {
        PoisonSearch search = new PoisonSearch(
                (from, to) -> Future.succeededFuture(part(from, to)),
                part -> Future.succeededFuture(send(part)),
                budget);
        return (WriteOutcome.Partly) search.search(SERIES, "out of bounds").result();
    }

    private static TenantBatch part(int from, int to) {
        WriteCounts counts = new WriteCounts(to - from, to - from, 0, 0, 0, 10, 0);
        return new TenantBatch(
                Held.route("{}"),
                ResidencyMode.CLOUD,
                counts,
                new TenantBatch.Encoded(WriteVersion.V1, new byte[] {}, List.of()),
                "series " + from + (to - from == 1 ? "" : "-" + to));
    }

    private WriteOutcome send(TenantBatch part) {
        String[] range = part.firstSeries().substring("series ".length()).split("-");
        int from = Integer.parseInt(range[0]);
        int to = range.length == 1 ? from + 1 : Integer.parseInt(range[1]);
        sent.add(from + "-" + to);
        if (bad.get(from, to).isEmpty()) {
            accepted.set(from, to);
            return WriteOutcome.Stored.STORED;
        }
        return new WriteOutcome.Refused("out of bounds", Written.NOTHING);
    }
}
