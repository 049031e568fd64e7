package io.pharos.wire.remotewrite2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import io.pharos.wire.remotewrite.SeriesFault;
import io.pharos.wire.remotewrite.SeriesLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteWrite2LabellerTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(5, 20, 20, 100);
    private static final long STALE = 0x7ff0000000000002L;

    private final RemoteWrite2Labeller labeller = new RemoteWrite2Labeller(1 << 20);
    private final Scratch target = new Scratch();

    @Test
    void putsTheTenantAtItsSortedPlace() throws IOException {
        label(Request2.of(Series.of("__name__", "up", "job", "node", "zone", "b")));
        assertThat(labelsOfOnly()).containsExactly("__name__=up", "job=node", "tenant_id=acme", "zone=b");
    }

    @Test
    void namesTheEnvironmentWhereItIsLabelled() throws IOException {
        label(Request2.of(Series.of("__name__", "up", "job", "node")), rules(Conflict.REFUSE, "staging"));
        assertThat(labelsOfOnly()).containsExactly("__name__=up", "env=staging", "job=node", "tenant_id=acme");
    }

    @Test
    void leavesItToTheGateToLookAtLabelsSinceThatKnowsWhichSeriesAreNew() throws IOException {
        for (CardGuard cards : List.of(CardGuard.REFUSE, CardGuard.mask("0123456789abcdef".getBytes(UTF_8)))) {
            Labelled.Ready ready =
                    label(Request2.of(Series.of("__name__", "paid", "card", "4111111111111111")), guarded(cards));
            assertThat(ready.rejections().isEmpty()).isTrue();
            assertThat(labelsOfOnly()).contains("card=4111111111111111");
        }
    }

    @Test
    void acceptsTheCallersOwnTenantAndKeepsExactlyOne() throws IOException {
        label(Request2.of(Series.of("__name__", "up", "tenant_id", "acme")));
        assertThat(labelsOfOnly()).containsExactly("__name__=up", "tenant_id=acme");
    }

    @Test
    void refusesAnotherTenantsLabelAndStoresTheRest() throws IOException {
        Labelled.Ready ready = label(
                Request2.of(Series.of("__name__", "stolen", "tenant_id", "initech"), Series.of("__name__", "up")));
        assertThat(labelsOfOnly()).containsExactly("__name__=up", "tenant_id=acme");
        assertThat(ready.rejections().first().getFirst().toString())
                .isEqualTo("series stolen{tenant_id=\"initech\"} carries an owner's label with a value that is not the"
                        + " caller's: leave the label out (label tenant_id)");
    }

    @Test
    void renamesAnotherTenantsLabelWhereTheTenantChoseSo() throws IOException {
        Series series = Series.of("__name__", "up", "exported_tenant_id", "x", "tenant_id", "initech", "z", "1");
        label(Request2.of(series), rules(Conflict.RENAME, "prod"));
        assertThat(labelsOfOnly())
                .containsExactly(
                        "__name__=up",
                        "exported_exported_tenant_id=initech",
                        "exported_tenant_id=x",
                        "tenant_id=acme",
                        "z=1");
    }

    @ParameterizedTest
    @CsvSource({
        "job|node, NO_METRIC_NAME",
        "__name__|up||x, EMPTY_LABEL_NAME",
        "__name__|up|job|, EMPTY_LABEL_VALUE",
        "__name__|up|b|1|a|1, UNSORTED_LABELS",
        "__name__|up|a|1|a|1, DUPLICATE_LABEL",
        "__name__|up-down, INVALID_METRIC_NAME",
        "__name__|up|a-b|1, INVALID_LABEL_NAME",
        "__name__|up|a|1|b|1|c|1|d|1|e|1, TOO_MANY_LABELS",
        "__name__|up|a|1|b|1|c|1|d|1|e|1|f|1|g|1, TOO_MANY_LABELS",
        "__name__|up|a_name_longer_than_twenty|1, LABEL_NAME_TOO_LONG",
        "__name__|up|a|a value longer than twenty, LABEL_VALUE_TOO_LONG",
        "__name__|up|tenant_id|initech, FOREIGN_OWNER"
    })
    void namesTheSeriesAndItsFault(String labels, SeriesFault fault) {
        assertRejected(Request2.of(Series.of(labels.split("\\|", -1))), fault);
    }

    @Test
    void refusesReferencesThatLeadNowhere() {
        for (List<Integer> refs : List.of(List.of(1, 77), List.of(1, 2, 3), List.of(77, 1))) {
            Request2 request = new Request2();
            request.ref("__name__");
            request.ref("up");
            request.ref("job");
            request.addEncoded(Request.written(out -> {
                out.writeByteArray(1, Request2.packed(refs));
                out.writeByteArray(2, new byte[0]);
            }));
            assertRejected(request, SeriesFault.BROKEN_REFERENCE);
        }
    }

    @Test
    void aSeriesHasSamplesOrHistograms() {
        List<Request.Label> up = Series.of("__name__", "up").labels();
        Point sample = Request.sample(1, 1);
        assertRejected(Request2.of(new Series(up, List.of())), SeriesFault.NO_POINTS);
        assertRejected(
                Request2.of(new Series(up, List.of(sample, new Point(3, new byte[0])))), SeriesFault.MIXED_POINTS);
        assertRejected(
                Request2.of(new Series(up, List.of(sample, new Point(4, new byte[0])))),
                SeriesFault.EXEMPLAR_WITHOUT_TIME);
    }

    @Test
    void keepsStaleMarkersAndStartTimestampsBitForBit() throws IOException {
        Point sample = new Point(2, Request.written(out -> {
            out.writeFixed64(1, STALE);
            out.writeInt64(2, 2000);
            out.writeInt64(3, 1000);
        }));
        Series series = new Series(Series.of("__name__", "up").labels(), List.of(sample));
        label(Request2.of(series));
        assertThat(Request2.read(target.copy()).getFirst().points())
                .usingRecursiveComparison()
                .isEqualTo(List.of(sample));
    }

    @Test
    void readsReferencesOutsideAPackedFieldAndSymbolsAfterTheSeries() throws IOException {
        Request2 request = new Request2().add(Series.of("__name__", "up", "job", "node"), false);
        label(Request.scratch(request.encodeSymbolsLast()), rules(Conflict.REFUSE, "prod"));
        assertThat(labelsOfOnly()).containsExactly("__name__=up", "job=node", "tenant_id=acme");
    }

    @Test
    void countsWhatItKeeps() {
        Labelled.Ready ready = label(Request2.of(Series.of("__name__", "up"), Series.of("__name__", "down")));
        assertThat(ready.counts().series()).isEqualTo(2);
        assertThat(ready.counts().samples()).isEqualTo(2);
        assertThat(ready.counts().bytes()).isEqualTo(target.length());
    }

    @Test
    void refusesTruncatedRequests() {
        byte[] whole = Request2.of(Series.of("__name__", "up", "job", "node")).encode();
        int seriesStart = new Request2().encode().length;
        for (int length = whole.length - 1; length > seriesStart; length--) {
            Labelled labelled = labeller.label(
                    Request.scratch(Arrays.copyOf(whole, length)),
                    rules(Conflict.REFUSE, "prod"),
                    WriteVersion.V2,
                    target);
            assertThat(labelled instanceof Labelled.Ready ready
                            && ready.counts().series() > 0)
                    .isFalse();
        }
    }

    @Test
    void refusesRemoteWrite1SentUnderTheNameOf2() {
        assertUnreadable(Request.of(Series.of("__name__", "up")).encode(), "remote write 1.0");
    }

    @Test
    void refusesAFirstSymbolThatIsNotEmpty() {
        assertUnreadable(Request.written(out -> out.writeString(4, "up")), "first symbol is not empty");
    }

    @Test
    void refusesTooManySymbolsAndSamples() {
        assertUnreadable(
                Request.written(out -> {
                    for (int i = 0; i <= SymbolTable.MOST_SYMBOLS; i++) {
                        out.writeString(4, "");
                    }
                }),
                "symbols");
        Series[] series = new Series[101];
        Arrays.fill(series, Series.of("__name__", "up"));
        assertUnreadable(Request2.of(series).encode(), "more than 100 samples");
    }

    private void assertUnreadable(byte[] bytes, String reason) {
        Labelled labelled =
                labeller.label(Request.scratch(bytes), rules(Conflict.REFUSE, "prod"), WriteVersion.V2, target);
        assertThat(labelled).isInstanceOf(Labelled.Unreadable.class);
        assertThat(((Labelled.Unreadable) labelled).reason()).contains(reason);
    }

    private void assertRejected(Request2 request, SeriesFault fault) {
        Labelled.Ready ready = label(request);
        assertThat(ready.counts().series()).isZero();
        assertThat(ready.rejections().series()).isEqualTo(1);
        assertThat(ready.rejections().first().getFirst().fault()).isEqualTo(fault);
    }

    private Labelled.Ready label(Request2 request) {
        return label(request, rules(Conflict.REFUSE, "prod"));
    }

    private Labelled.Ready label(Request2 request, LabelRules rules) {
        return label(request.scratch(), rules);
    }

    private Labelled.Ready label(Scratch source, LabelRules rules) {
        return (Labelled.Ready) labeller.label(source, rules, WriteVersion.V2, target);
    }

    private List<String> labelsOfOnly() throws IOException {
        List<Series> sent = Request2.read(target.copy());
        assertThat(sent).hasSize(1);
        return sent.getFirst().labels().stream()
                .map(label -> label.nameText() + "=" + label.valueText())
                .toList();
    }

    private static LabelRules guarded(CardGuard cards) {
        LabelRules rules = rules(Conflict.REFUSE, "prod");
        return new LabelRules(
                rules.tenant(),
                rules.environment(),
                rules.environmentLabelled(),
                rules.conflict(),
                rules.names(),
                rules.limits(),
                cards,
                null);
    }

    static LabelRules rules(Conflict conflict, String environment) {
        return new LabelRules(
                new TenantId("acme"),
                new Environment(environment),
                !environment.equals("prod"),
                conflict,
                Names.LEGACY,
                LIMITS);
    }
}
