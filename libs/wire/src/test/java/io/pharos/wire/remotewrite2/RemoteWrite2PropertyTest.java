package io.pharos.wire.remotewrite2;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.NaiveLabeller;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import io.pharos.wire.remotewrite.SeriesLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Both ways out of 2.0 do what the plain rules over objects do, and no bytes at all make them do otherwise. */
class RemoteWrite2PropertyTest {
    private static final SeriesLimits LIMITS = new SeriesLimits(6, 24, 16, 1000);

    private final RemoteWrite2Labeller labeller = new RemoteWrite2Labeller(1 << 20);

    @Property(tries = 3000)
    void agreesWithThePlainRules(@ForAll("requests") List<Series> request, @ForAll("rules") LabelRules rules)
            throws IOException {
        List<Series> expected = request.stream()
                .map(new NaiveLabeller(rules)::label)
                .flatMap(Optional::stream)
                .toList();
        Request2 encoded = Request2.of(request.toArray(Series[]::new));
        Scratch v2 = new Scratch();
        Labelled.Ready ready = (Labelled.Ready) labeller.label(encoded.scratch(), rules, WriteVersion.V2, v2);
        assertThat(Request2.read(v2.copy())).usingRecursiveComparison().isEqualTo(expected);
        assertThat(ready.counts().series()).isEqualTo(expected.size());
        assertThat(ready.rejections().series()).isEqualTo(request.size() - expected.size());
        assertThat(ready.counts().samples())
                .isEqualTo(expected.stream().mapToLong(s -> s.count(2)).sum());

        Scratch v1 = new Scratch();
        labeller.label(encoded.scratch(), rules, WriteVersion.V1, v1);
        assertThat(NaiveReader.read(v1.copy()).series())
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    @Property(tries = 20_000)
    void nothingLeavesWithoutTheTenantWhateverTheBytes(
            @ForAll("requests") List<Series> request, @ForAll("rules") LabelRules rules, @ForAll Random random)
            throws IOException {
        List<Series> rich =
                request.stream().map(RemoteWrite2PropertyTest::enriched).toList();
        byte[] bytes = mutated(Request2.of(rich.toArray(Series[]::new)).encode(), random);
        Scratch v2 = new Scratch();
        if (labeller.label(Request.scratch(bytes), rules, WriteVersion.V2, v2) instanceof Labelled.Ready ready) {
            List<Series> sent = Request2.read(v2.copy());
            assertThat(sent).hasSize((int) ready.counts().series()).allSatisfy(series -> assertOurs(series, rules));
            Scratch v1 = new Scratch();
            labeller.label(Request.scratch(bytes), rules, WriteVersion.V1, v1);
            assertThat(NaiveReader.read(v1.copy()).series())
                    .hasSameSizeAs(sent)
                    .allSatisfy(series -> assertOurs(series, rules));
        }
    }

    /** With an exemplar and metadata that refer to the first symbols, whatever those are. */
    private static Series enriched(Series series) {
        List<Point> points = new ArrayList<>(series.points());
        points.add(new Point(4, Request.written(out -> {
            out.writeByteArray(1, new byte[] {1, 2});
            out.writeDouble(2, 0.5);
            out.writeInt64(3, 7);
        })));
        points.add(new Point(5, Request.written(out -> {
            out.writeEnum(1, 3);
            out.writeUInt32(3, 1);
            out.writeUInt32(4, 2);
        })));
        return new Series(series.labels(), points);
    }

    private static void assertOurs(Series series, LabelRules rules) {
        assertThat(series.labels().stream().filter(l -> l.nameText().equals("tenant_id")))
                .extracting(Label::valueText)
                .containsExactly(rules.tenant().value());
        for (int i = 1; i < series.labels().size(); i++) {
            byte[] before = series.labels().get(i - 1).name();
            assertThat(Arrays.compareUnsigned(before, series.labels().get(i).name()))
                    .isNegative();
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return mutated;
    }

    @Provide
    Arbitrary<LabelRules> rules() {
        return Combinators.combine(
                        Arbitraries.of(Conflict.class), Arbitraries.of(Names.class), Arbitraries.of("prod", "staging"))
                .as((conflict, names, env) -> new LabelRules(
                        new TenantId("acme"), new Environment(env), !env.equals("prod"), conflict, names, LIMITS));
    }

    @Provide
    Arbitrary<List<Series>> requests() {
        return series().list().ofMaxSize(6);
    }

    /** Mostly in order, as senders have them, and sometimes anyhow. */
    private static Arbitrary<Series> series() {
        Arbitrary<List<Label>> sorted = labels().map(list -> {
            List<Label> named = new ArrayList<>(list);
            named.removeIf(l -> l.nameText().equals("__name__"));
            named.add(Label.of("__name__", "up"));
            named.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
            return named;
        });
        Arbitrary<List<Point>> points = Arbitraries.longs()
                .map(bits -> Request.sampleBits(bits, bits >>> 3))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.frequencyOf(Tuple.of(6, sorted), Tuple.of(1, labels())), points)
                .as(Series::new);
    }

    private static Arbitrary<List<Label>> labels() {
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
                "größe",
                "1a",
                "",
                "a_name_longer_than_the_limit");
        Arbitrary<String> values =
                Arbitraries.of("acme", "initech", "staging", "prod", "up", "a:b", "", "ünï€😀", "01234567890123456789");
        return Combinators.combine(names, values).as(Label::of).list().ofMaxSize(8);
    }
}
