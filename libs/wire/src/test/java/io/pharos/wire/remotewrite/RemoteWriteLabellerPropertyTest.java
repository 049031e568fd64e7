package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** The walk over bytes does what the plain rules over objects do, and no bytes at all make it do otherwise. */
class RemoteWriteLabellerPropertyTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(6, 24, 16, 1000);

    private final RemoteWriteLabeller labeller = new RemoteWriteLabeller();

    @Property(tries = 3000)
    void agreesWithThePlainRules(@ForAll("requests") Request request, @ForAll("rules") LabelRules rules)
            throws IOException {
        Scratch target = new Scratch();
        Labelled labelled = labeller.label(request.scratch(), rules, target);

        List<Series> expected = request.series().stream()
                .map(new NaiveLabeller(rules)::label)
                .flatMap(Optional::stream)
                .toList();
        assertThat(labelled).isInstanceOf(Labelled.Ready.class);
        Labelled.Ready ready = (Labelled.Ready) labelled;
        assertThat(target.copy()).isEqualTo(new Request(expected, request.metadata()).encode());
        assertThat(ready.counts().series()).isEqualTo(expected.size());
        assertThat(ready.counts().samples()).isEqualTo(count(expected, 2));
        assertThat(ready.counts().exemplars()).isEqualTo(count(expected, 3));
        assertThat(ready.counts().histograms()).isEqualTo(count(expected, 4));
        assertThat(ready.counts().metadata()).isEqualTo(request.metadata().size());
        assertThat(ready.rejections().series()).isEqualTo(request.series().size() - expected.size());
    }

    @Property(tries = 3000)
    void aSeriesIsTheSameWhateverStandsBeforeIt(
            @ForAll("requests") Request request, @ForAll("rules") LabelRules rules) {
        labeller.label(request.scratch(), rules, new Scratch());
        List<Series> kept = request.series().stream()
                .filter(series -> new NaiveLabeller(rules).label(series).isPresent())
                .toList();
        assertThat(labeller.index().size()).isEqualTo(kept.size());
        for (int i = 0; i < kept.size(); i++) {
            RemoteWriteLabeller alone = new RemoteWriteLabeller();
            alone.label(Request.of(kept.get(i)).scratch(), rules, new Scratch());
            assertThat(labeller.index().high(i)).isEqualTo(alone.index().high(0));
            assertThat(labeller.index().low(i)).isEqualTo(alone.index().low(0));
            assertThat(labeller.index().metric(i)).isEqualTo(alone.index().metric(0));
        }
    }

    @Property(tries = 20_000)
    void nothingLeavesWithoutTheTenantWhateverTheBytes(
            @ForAll("requests") Request request, @ForAll("rules") LabelRules rules, @ForAll Random random)
            throws IOException {
        byte[] bytes = mutated(request.encode(), random);
        Scratch target = new Scratch();
        Labelled labelled = labeller.label(Request.scratch(bytes), rules, target);
        if (labelled instanceof Labelled.Ready ready) {
            Request sent = NaiveReader.read(target.copy());
            assertThat(sent.series()).hasSize((int) ready.counts().series());
            assertThat(sent.series()).allSatisfy(series -> {
                assertThat(valuesOf(series, "tenant_id"))
                        .containsExactly(rules.tenant().value());
                assertThat(isStrictlySorted(series)).isTrue();
            });
        }
    }

    @Property(tries = 2000)
    void aTruncatedRequestIsNeverTakenForAWholeOne(@ForAll("requests") Request request, @ForAll Random random) {
        byte[] bytes = request.encode();
        if (bytes.length == 0) {
            return;
        }
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        LabelRules rules = rules(Conflict.REFUSE, Names.UTF8, "prod");
        Labelled whole = labeller.label(Request.scratch(bytes), rules, new Scratch());
        Labelled part = labeller.label(Request.scratch(cut), rules, new Scratch());
        if (part instanceof Labelled.Ready ready) {
            assertThat(ready.counts().items())
                    .isLessThanOrEqualTo(((Labelled.Ready) whole).counts().items());
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && mutated.length > 0; i++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return mutated;
    }

    private static long count(List<Series> series, int field) {
        return series.stream().mapToLong(s -> s.count(field)).sum();
    }

    private static List<String> valuesOf(Series series, String name) {
        return series.labels().stream()
                .filter(label -> label.nameText().equals(name))
                .map(Label::valueText)
                .toList();
    }

    private static boolean isStrictlySorted(Series series) {
        for (int i = 1; i < series.labels().size(); i++) {
            byte[] before = series.labels().get(i - 1).name();
            if (Arrays.compareUnsigned(before, series.labels().get(i).name()) >= 0) {
                return false;
            }
        }
        return true;
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

    @Provide
    Arbitrary<LabelRules> rules() {
        return Combinators.combine(
                        Arbitraries.of(Conflict.class), Arbitraries.of(Names.class), Arbitraries.of("prod", "staging"))
                .as(RemoteWriteLabellerPropertyTest::rules);
    }

    @Provide
    Arbitrary<Request> requests() {
        Arbitrary<byte[]> metadata = Arbitraries.of("up", "größe")
                .map(name -> Request.written(out -> {
                    out.writeEnum(1, 2);
                    out.writeString(2, name);
                    out.writeString(4, "help");
                }));
        return Combinators.combine(
                        series().list().ofMaxSize(4),
                        metadata.list().ofMaxSize(2),
                        Arbitraries.integers().between(1, 3))
                .as((series, meta, times) -> new Request(repeated(series, times), meta));
    }

    /** Each series several times in a row: most series of a real request repeat the labels of the one before. */
    private static List<Series> repeated(List<Series> series, int times) {
        return series.stream()
                .flatMap(one -> Collections.nCopies(times, one).stream())
                .toList();
    }

    /** Mostly in order, as senders have them, and sometimes anyhow. */
    private static Arbitrary<Series> series() {
        Arbitrary<List<Label>> sorted = labels().uniqueElements(Label::nameText)
                .map(list -> list.stream()
                        .sorted((a, b) -> Arrays.compareUnsigned(a.name(), b.name()))
                        .toList());
        Arbitrary<List<Label>> named = sorted.map(RemoteWriteLabellerPropertyTest::named);
        return Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(6, named), Tuple.of(1, sorted), Tuple.of(1, labels())),
                        points().list().ofMaxSize(3))
                .as(Series::new);
    }

    private static List<Label> named(List<Label> labels) {
        return Stream.concat(
                        labels.stream().filter(l -> !l.nameText().equals("__name__")),
                        Stream.of(Label.of("__name__", "up")))
                .sorted((a, b) -> Arrays.compareUnsigned(a.name(), b.name()))
                .toList();
    }

    private static ListArbitrary<Label> labels() {
        Arbitrary<String> names = Arbitraries.of(
                "__name__",
                "env",
                "tenant_id",
                "exported_tenant_id",
                "exported_env",
                "a",
                "job",
                "z",
                "ENV",
                "tenant",
                "größe",
                "1a",
                "",
                "a_name_longer_than_the_limit");
        Arbitrary<byte[]> values = Arbitraries.of(
                        "acme", "initech", "staging", "prod", "up", "a:b", "a-b", "", "ünï€😀", "01234567890123456789")
                .map(text -> text.getBytes(UTF_8));
        Arbitrary<byte[]> broken = Arbitraries.of(
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {'a', (byte) 0xFF});
        return Combinators.combine(names, Arbitraries.frequencyOf(Tuple.of(30, values), Tuple.of(1, broken)))
                .as((name, value) -> new Label(name.getBytes(UTF_8), value))
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<Point> points() {
        Arbitrary<Point> samples =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Request::sampleBits);
        Arbitrary<Point> exemplars = Arbitraries.longs()
                .map(at -> new Point(3, Request.written(out -> {
                    out.writeByteArray(1, Request.written(label -> {
                        label.writeString(1, "trace_id");
                        label.writeString(2, "abc");
                    }));
                    out.writeDouble(2, 1);
                    out.writeInt64(3, at);
                })));
        Arbitrary<Point> histograms = Arbitraries.longs()
                .map(at -> new Point(4, Request.written(out -> {
                    out.writeUInt64(1, 3);
                    out.writeDouble(3, 0.5);
                    out.writeByteArray(11, Request.written(span -> span.writeUInt32(2, 1)));
                    out.writeByteArray(12, new byte[] {2, 4});
                    out.writeInt64(15, at);
                })));
        return Arbitraries.oneOf(samples, exemplars, histograms);
    }
}
