package io.pharos.wire.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteWriteLabellerTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(5, 20, 20, 100);
    private static final long STALE = 0x7ff0000000000002L;

    private final RemoteWriteLabeller labeller = new RemoteWriteLabeller();
    private final Scratch target = new Scratch();

    @Test
    void putsTheTenantAtItsSortedPlace() throws IOException {
        label(Request.of(Series.of("__name__", "up", "job", "node", "zone", "b")));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "job=node", "tenant_id=acme", "zone=b");
    }

    @Test
    void putsTheTenantLastWhereEveryNameSortsBeforeIt() throws IOException {
        label(Request.of(Series.of("__name__", "up")));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "tenant_id=acme");
    }

    @Test
    void putsTheTenantAtItsPlaceInEverySeriesThatRepeatsItsLabels() throws IOException {
        Series series = Series.of("__name__", "up", "job", "node", "zone", "b");
        label(Request.of(series, series, series));
        assertThat(NaiveReader.read(target.copy()).series())
                .hasSize(3)
                .allSatisfy(sent -> assertThat(sent.labels())
                        .extracting(Label::nameText)
                        .containsExactly("__name__", "job", "tenant_id", "zone"));
    }

    @Test
    void tellsTheOldestTimeOfWhatItKept() throws IOException {
        List<Label> labels = Series.of("__name__", "up").labels();
        Series old = new Series(labels, List.of(Request.sample(1, 30_000), Request.sample(2, 20_000)));
        Series histogram =
                new Series(labels, List.of(new Request.Point(4, Request.written(out -> out.writeInt64(15, 10_000)))));
        Series foreign = Series.of("__name__", "up", "tenant_id", "initech");

        assertThat(label(Request.of(Series.of("__name__", "up"), old)).counts().oldest())
                .isEqualTo(20_000);
        assertThat(label(Request.of(old, histogram)).counts().oldest()).isEqualTo(10_000);
        assertThat(label(Request.of(foreign)).counts().oldest()).isEqualTo(WriteCounts.NO_TIME);
        assertThat(label(Request.of(new Series(labels, List.of(new Request.Point(2, new byte[0])))))
                        .counts()
                        .oldest())
                .as("a sample that names no time has time zero")
                .isZero();
    }

    /** Nobody writes so; whoever did would have samples stored that nobody counts. */
    @Test
    void countsASampleThatStandsBetweenLabelsThatAreRepeated() {
        byte[] series = Request.written(out -> {
            out.writeByteArray(1, Request.encode(Label.of("__name__", "up")));
            out.writeByteArray(2, Request.sample(1, 1_000).bytes());
            out.writeByteArray(1, Request.encode(Label.of("job", "node")));
            out.writeByteArray(2, Request.sample(2, 2_000).bytes());
        });
        byte[] request = Request.written(out -> {
            for (int i = 0; i < 3; i++) {
                out.writeByteArray(1, series);
            }
        });
        Labelled.Ready ready = (Labelled.Ready) labeller.label(Request.scratch(request), rules(), target);
        assertThat(ready.counts().samples()).isEqualTo(6);
    }

    @Test
    void namesTheEnvironmentWhereItIsLabelled() throws IOException {
        label(Request.of(Series.of("__name__", "up", "job", "node")), rules(Conflict.REFUSE, Names.LEGACY, "staging"));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "env=staging", "job=node", "tenant_id=acme");
    }

    @Test
    void leavesASendersOwnEnvAloneWhereItIsNot() throws IOException {
        label(Request.of(Series.of("__name__", "up", "env", "blue")));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "env=blue", "tenant_id=acme");
    }

    @Test
    void acceptsTheCallersOwnTenantAndKeepsExactlyOne() throws IOException {
        label(Request.of(Series.of("__name__", "up", "tenant_id", "acme")));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "tenant_id=acme");
    }

    @Test
    void refusesAnotherTenantsLabelAndStoresTheRest() throws IOException {
        Labelled.Ready ready =
                label(Request.of(Series.of("__name__", "stolen", "tenant_id", "initech"), Series.of("__name__", "up")));
        assertThat(labelsOfOnly(target)).containsExactly("__name__=up", "tenant_id=acme");
        assertThat(ready.rejections().series()).isEqualTo(1);
        assertThat(ready.rejections().first().getFirst().toString())
                .isEqualTo("series stolen{tenant_id=\"initech\"} carries an owner's label with a value that is not the"
                        + " caller's: leave the label out (label tenant_id)");
    }

    @Test
    void renamesAnotherTenantsLabelWhereTheTenantChoseSo() throws IOException {
        Series series = Series.of("__name__", "up", "exported_tenant_id", "x", "tenant_id", "initech", "z", "1");
        label(Request.of(series), rules(Conflict.RENAME, Names.LEGACY, "prod"));
        assertThat(labelsOfOnly(target))
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
        "__name__|up|a_name_longer_than_twenty|1, LABEL_NAME_TOO_LONG",
        "__name__|up|a|a value longer than twenty, LABEL_VALUE_TOO_LONG",
        "__name__|up|tenant_id|initech, FOREIGN_OWNER"
    })
    void namesTheSeriesAndItsFault(String labels, SeriesFault fault) {
        Labelled.Ready ready = label(Request.of(Series.of(labels.split("\\|", -1))));
        assertThat(ready.counts().series()).isZero();
        assertThat(ready.rejections().samples()).isEqualTo(1);
        Rejections.Rejection first = ready.rejections().first().getFirst();
        assertThat(first.fault()).isEqualTo(fault);
        assertThat(first.series()).matches("(up|up-down|)\\{.*}");
    }

    @Test
    void anEmptyNameSortsFirstAndIsNamedAsSuch() {
        Series series = new Series(List.of(Label.of("", "x"), Label.of("__name__", "up")), List.of());
        assertThat(label(Request.of(series)).rejections().first().getFirst().fault())
                .isEqualTo(SeriesFault.EMPTY_LABEL_NAME);
    }

    @Test
    void aMessageIsOneBoundedLine() {
        Series series = Series.of("__name__", "up", "x", "a\nb\"c" + "long".repeat(5000));
        String message =
                label(Request.of(series)).rejections().first().getFirst().toString();
        assertThat(message).hasSizeLessThan(500).doesNotContain("\n").contains("up{x=\"a\uFFFDb\uFFFDc");
    }

    @Test
    void keepsEveryBitOfAStaleMarkerAndOfAnyOtherNaN() throws IOException {
        Series series = new Series(
                List.of(Label.of("__name__", "up")),
                List.of(Request.sampleBits(STALE, 1), Request.sampleBits(0x7ff8000000000001L, 2)));
        label(Request.of(series));
        List<Request.Point> points =
                NaiveReader.read(target.copy()).series().getFirst().points();
        assertThat(points).usingRecursiveComparison().isEqualTo(series.points());
    }

    @Test
    void passesNoUnknownFieldOfTheRequestOn() throws IOException {
        byte[] bytes = Request.written(out -> {
            out.writeByteArray(1, Request.encode(Series.of("__name__", "up")));
            out.writeBool(1000, true);
        });
        assertThat(labeller.label(Request.scratch(bytes), rules(), target)).isInstanceOf(Labelled.Ready.class);
        assertThat(NaiveReader.read(target.copy()).series()).hasSize(1);
    }

    @Test
    void keepsUnknownFieldsOfASeries() {
        byte[] series = Request.written(out -> {
            out.writeByteArray(1, Request.written(l -> {
                l.writeString(1, "__name__");
                l.writeString(2, "up");
            }));
            out.writeInt64(6, 1234);
        });
        byte[] request = Request.written(out -> out.writeByteArray(1, series));
        labeller.label(Request.scratch(request), rules(), target);
        byte[] tail = Request.written(out -> out.writeInt64(6, 1234));
        byte[] sent = target.copy();
        assertThat(Arrays.copyOfRange(sent, sent.length - tail.length, sent.length))
                .isEqualTo(tail);
    }

    @Test
    void refusesRemoteWrite2SentUnderTheNameOf1() {
        byte[] bytes = Request.written(out -> {
            out.writeString(4, "");
            out.writeString(4, "__name__");
        });
        assertUnreadable(bytes, "remote write 2.0");
    }

    @Test
    void refusesOverlongNumbers() {
        byte[] tag = {(byte) 0x8A, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0};
        assertUnreadable(tag, "overlong");
        byte[] length = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};
        assertUnreadable(length, "overlong");
        byte[] timestamp = new byte[15];
        Arrays.fill(timestamp, (byte) 0xFF);
        byte[] sample = Request.written(out -> out.writeByteArray(2, join(new byte[] {0x10}, timestamp)));
        assertUnreadable(Request.written(out -> out.writeByteArray(1, sample)), "more than 64 bits");
    }

    @Test
    void refusesTruncatedRequests() {
        byte[] whole = Request.of(Series.of("__name__", "up", "job", "node")).encode();
        for (int length = 1; length < whole.length; length++) {
            assertThat(labeller.label(Request.scratch(Arrays.copyOf(whole, length)), rules(), target))
                    .isInstanceOf(Labelled.Unreadable.class);
        }
    }

    @Test
    void refusesALabelThatNamesItselfTwice() {
        byte[] label = Request.written(out -> {
            out.writeString(1, "tenant_id");
            out.writeString(2, "initech");
            out.writeString(1, "job");
        });
        byte[] series = Request.written(out -> out.writeByteArray(1, label));
        assertUnreadable(Request.written(out -> out.writeByteArray(1, series)), "repeated field");
    }

    @Test
    void refusesTooManySamplesInOneRequest() {
        Series[] series = new Series[101];
        Arrays.fill(series, Series.of("__name__", "up"));
        assertUnreadable(Request.of(series).encode(), "more than 100 samples");
    }

    private void assertUnreadable(byte[] bytes, String reason) {
        Labelled labelled = labeller.label(Request.scratch(bytes), rules(), target);
        assertThat(labelled).isInstanceOf(Labelled.Unreadable.class);
        assertThat(((Labelled.Unreadable) labelled).reason()).contains(reason);
    }

    private Labelled.Ready label(Request request) {
        return label(request, rules());
    }

    private Labelled.Ready label(Request request, LabelRules rules) {
        return (Labelled.Ready) labeller.label(request.scratch(), rules, target);
    }

    private static List<String> labelsOfOnly(Scratch target) throws IOException {
        Request sent = NaiveReader.read(target.copy());
        assertThat(sent.series()).hasSize(1);
        return sent.series().getFirst().labels().stream()
                .map(label -> label.nameText() + "=" + label.valueText())
                .toList();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static LabelRules rules() {
        return rules(Conflict.REFUSE, Names.LEGACY, "prod");
    }

    private static LabelRules rules(Conflict conflict, Names names, String environment) {
        return new LabelRules(
                new TenantId("acme"),
                new Environment(environment),
                !environment.equals("prod"),
                conflict,
                names,
                LIMITS);
    }
}
