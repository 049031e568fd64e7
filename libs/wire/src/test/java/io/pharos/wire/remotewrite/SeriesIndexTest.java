package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import io.pharos.wire.series.Replicas.Replica;
import io.pharos.wire.series.SeriesIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the walk notes of each series: who it is, where it stands, from when to when, and whose it is. */
class SeriesIndexTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(30, 1024, 2048, 1000);
    private static final long NOON = 1_700_000_000_000L;

    private final RemoteWriteLabeller labeller = new RemoteWriteLabeller();
    private final Scratch target = new Scratch();

    @Test
    void aSeriesIsTheSameWhateverStandsBeforeIt() {
        Series first = Series.of("__name__", "up", "instance", "host-1:9100", "job", "node");
        Series second = Series.of("__name__", "up", "instance", "host-2:9100", "job", "node");
        Series other = Series.of("__name__", "down", "zone", "b");
        SeriesIndex all = index(Request.of(first, second, other, first, second), rules(null));
        assertThat(all.low(0)).isEqualTo(all.low(3)).isNotEqualTo(all.low(1));
        assertThat(all.high(0)).isEqualTo(all.high(3)).isNotEqualTo(all.high(1));
        assertThat(all.low(1)).isEqualTo(all.low(4));
        assertThat(all.metric(0)).isEqualTo(all.metric(1)).isNotEqualTo(all.metric(2));
        long low = all.low(1);
        assertThat(index(Request.of(second), rules(null)).low(0)).isEqualTo(low);
    }

    @Test
    void theOwnersLabelIsNoPartOfItAndTheEnvironmentIs() {
        Series bare = Series.of("__name__", "up", "job", "node");
        Series labelled = Series.of("__name__", "up", "job", "node", "tenant_id", "acme");
        SeriesIndex index = index(Request.of(bare, labelled), rules(null));
        long low = index.low(0);
        assertThat(index.low(1)).isEqualTo(low);
        LabelRules staging = new LabelRules(
                new TenantId("acme"), new Environment("staging"), true, Conflict.REFUSE, Names.UTF8, LIMITS);
        assertThat(index(Request.of(bare), staging).low(0)).isNotEqualTo(low);
    }

    @Test
    void eachStandsWhereItSaysAndHoldsWhatItSays() throws IOException {
        Series one = new Series(
                Series.of("__name__", "a").labels(), List.of(Request.sample(1, NOON), Request.sample(2, NOON + 5)));
        Series two = Series.of("__name__", "b", "job", "x");
        SeriesIndex index = index(new Request(List.of(one, two), List.of()), rules(null));
        assertThat(index.size()).isEqualTo(2);
        assertThat(index.samples(0)).isEqualTo(2);
        assertThat(index.oldest(0)).isEqualTo(NOON);
        assertThat(index.newest(0)).isEqualTo(NOON + 5);
        byte[] second = Arrays.copyOfRange(target.bytes(), index.from(1), index.to(1));
        assertThat(NaiveReader.read(second)
                        .series()
                        .getFirst()
                        .labels()
                        .getFirst()
                        .valueText())
                .isEqualTo("b");
        List<String> labels = new ArrayList<>();
        new LabelledSeries(target, index)
                .read(
                        1,
                        (names, nameFrom, nameTo, values, valueFrom, valueTo) ->
                                labels.add(new String(names, nameFrom, nameTo - nameFrom, UTF_8) + "="
                                        + new String(values, valueFrom, valueTo - valueFrom, UTF_8)));
        assertThat(labels).containsExactly("__name__=b", "job=x", "tenant_id=acme");
    }

    @Test
    void aReplicasSeriesLeavesWithoutItsReplicaAndIsTheSameFromEach() throws IOException {
        Series a = Series.of("__name__", "up", "__replica__", "a", "cluster", "east", "job", "node");
        Series b = Series.of("__name__", "up", "__replica__", "b", "cluster", "east", "job", "node");
        Series loner = Series.of("__name__", "up", "__replica__", "b", "job", "node");
        SeriesIndex index = index(Request.of(a, b, loner), rules(ReplicaLabels.of("cluster", "__replica__")));
        assertThat(index.low(0)).isEqualTo(index.low(1)).isNotEqualTo(index.low(2));
        assertThat(index.replica(2)).isEqualTo(SeriesIndex.NO_REPLICA);
        assertThat(labeller.replicas().all()).containsExactly(new Replica("east", "a"), new Replica("east", "b"));
        assertThat(NaiveReader.read(target.copy()).series())
                .extracting(series ->
                        series.labels().stream().map(Request.Label::nameText).toList())
                .containsExactly(
                        List.of("__name__", "cluster", "job", "tenant_id"),
                        List.of("__name__", "cluster", "job", "tenant_id"),
                        List.of("__name__", "__replica__", "job", "tenant_id"));
    }

    @Test
    void anObservedLimitIsCountedAndRefusesNothing() {
        SeriesLimits observing = new SeriesLimits(
                1, 1024, 4, 1000, Set.of(SeriesFault.TOO_MANY_LABELS, SeriesFault.LABEL_VALUE_TOO_LONG));
        LabelRules rules =
                new LabelRules(new TenantId("acme"), Environment.PROD, false, Conflict.REFUSE, Names.UTF8, observing);
        Series series = Series.of("__name__", "up", "job", "longer");
        Labelled.Ready ready =
                (Labelled.Ready) labeller.label(Request.of(series, series).scratch(), rules, target);
        assertThat(ready.counts().series()).isEqualTo(2);
        assertThat(ready.rejections().isEmpty()).isTrue();
        assertThat(ready.rejections().observed())
                .containsEntry(SeriesFault.TOO_MANY_LABELS, 2L)
                .containsEntry(SeriesFault.LABEL_VALUE_TOO_LONG, 2L);
    }

    @Test
    void aRejectionTellsTheFigureAndTheLimit() {
        LabelRules rules = new LabelRules(
                new TenantId("acme"),
                Environment.PROD,
                false,
                Conflict.REFUSE,
                Names.UTF8,
                new SeriesLimits(30, 1024, 4, 1000));
        Series series = Series.of("__name__", "up", "job", "4111111111111111");
        Labelled.Ready ready =
                (Labelled.Ready) labeller.label(Request.of(series).scratch(), rules, target);
        assertThat(ready.rejections().first())
                .singleElement()
                .hasToString("series up{job=\"[card number]\"} has a label value that is too long (label job): 16, over"
                        + " the tenant's limit max_label_value_length of 4, which the platform's operator can raise");
    }

    @Test
    void cutsSamplesOutsideTheirTimesAndExemplarsWithCardNumbers() throws IOException {
        Point exemplar = new Point(3, Request.written(out -> {
            out.writeByteArray(1, Request.written(label -> {
                label.writeString(1, "card");
                label.writeString(2, "4111111111111111");
            }));
            out.writeDouble(2, 1);
            out.writeInt64(3, NOON);
        }));
        Series series = new Series(
                Series.of("__name__", "up", "card", "5555555555554444").labels(),
                List.of(Request.sample(1, NOON), Request.sample(2, NOON + 1000), exemplar));
        SeriesIndex index = index(Request.of(series), rules(null));
        assertThat(index.carded(0)).isTrue();

        Scratch refused = new Scratch();
        int kept = new SeriesEditor(CardGuard.REFUSE)
                .edit(target.bytes(), index.from(0), index.to(0), NOON, NOON + 500, refused);
        assertThat(kept).isEqualTo(1);
        Series left = NaiveReader.read(refused.copy()).series().getFirst();
        assertThat(left.points()).singleElement().extracting(Point::field).isEqualTo(2);

        Scratch masked = new Scratch();
        new SeriesEditor(CardGuard.mask("0123456789abcdef".getBytes(UTF_8)))
                .edit(target.bytes(), index.from(0), index.to(0), Long.MIN_VALUE, Long.MAX_VALUE, masked);
        Series all = NaiveReader.read(masked.copy()).series().getFirst();
        assertThat(all.count(3)).isEqualTo(1);
        assertThat(all.labels().get(1).valueText()).matches("card-[0-9a-f]{8}");
        assertThat(new String(masked.copy(), UTF_8)).doesNotContain("4111111111111111");
    }

    private SeriesIndex index(Request request, LabelRules rules) {
        assertThat(labeller.label(request.scratch(), rules, target)).isInstanceOf(Labelled.Ready.class);
        return labeller.index();
    }

    private static LabelRules rules(@Nullable ReplicaLabels replicas) {
        return new LabelRules(
                new TenantId("acme"),
                Environment.PROD,
                false,
                Conflict.REFUSE,
                Names.UTF8,
                LIMITS,
                CardGuard.REFUSE,
                replicas);
    }
}
