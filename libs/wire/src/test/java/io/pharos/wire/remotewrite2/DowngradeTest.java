package io.pharos.wire.remotewrite2;

import static io.pharos.wire.remotewrite.Request.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.NaiveReader;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine that knows only 1.0 gets of a 2.0 request. */
class DowngradeTest {
    private static final long STALE = 0x7ff0000000000002L;

    private final RemoteWrite2Labeller labeller = new RemoteWrite2Labeller(1 << 20);
    private final Request2 request = new Request2();

    @Test
    void spellsLabelsOutAndKeepsTheSampleWithoutItsStart() throws IOException {
        request.add(series("up", new Point(2, written(out -> {
            out.writeFixed64(1, STALE);
            out.writeInt64(2, -5);
            out.writeInt64(3, 1000);
        }))));
        Series sent = downgraded().series().getFirst();
        assertThat(sent.labels())
                .extracting(label -> label.nameText() + "=" + label.valueText())
                .containsExactly("__name__=up", "tenant_id=acme");
        assertPoint(sent, 2, Request.sampleBits(STALE, -5).bytes());
    }

    @Test
    void keepsANativeHistogramWithoutItsStart() throws IOException {
        byte[] histogram = written(out -> {
            out.writeUInt64(1, 3);
            out.writeDouble(3, 0.5);
            out.writeSInt32(4, -53);
            out.writeByteArray(11, written(span -> span.writeUInt32(2, 1)));
            out.writeByteArray(12, new byte[] {2, 4});
            out.writeInt64(15, 1_700_000_000_000L);
            out.writeByteArray(16, written(list -> list.writeDoubleNoTag(0.25)));
        });
        byte[] started = written(out -> {
            out.writeRawBytes(histogram);
            out.writeInt64(17, 1000);
        });
        request.add(series("h", new Point(3, started)));
        assertPoint(downgraded().series().getFirst(), 4, histogram);
    }

    @Test
    void spellsAnExemplarsLabelsOut() throws IOException {
        List<Integer> refs = List.of(request.ref("trace_id"), request.ref("abc"));
        Point exemplar = new Point(4, written(out -> {
            out.writeByteArray(1, Request2.packed(refs));
            out.writeDouble(2, 0.5);
            out.writeInt64(3, 7);
        }));
        request.add(series("up", Request.sample(1, 1), exemplar));
        byte[] expected = written(out -> {
            out.writeByteArray(1, written(label -> {
                label.writeString(1, "trace_id");
                label.writeString(2, "abc");
            }));
            out.writeDouble(2, 0.5);
            out.writeInt64(3, 7);
        });
        Series sent = downgraded().series().getFirst();
        assertThat(sent.points()).hasSize(2);
        assertThat(sent.points().getLast().field()).isEqualTo(3);
        assertThat(sent.points().getLast().bytes()).isEqualTo(expected);
    }

    @Test
    void gathersMetadataOnceForEachFamily() throws IOException {
        for (String metric : List.of("latency_bucket", "latency_sum", "latency_count", "latency_count")) {
            request.add(series(metric, Request.sample(1, 1), metadata(3, "How long.", "seconds")));
        }
        request.add(series("paid_total", Request.sample(1, 1), metadata(1, "Paid.", "")));
        request.add(series("unknown", Request.sample(1, 1)));
        List<byte[]> sent = downgraded().metadata();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst()).isEqualTo(written(out -> {
            out.writeEnum(1, 3);
            out.writeString(2, "latency");
            out.writeString(4, "How long.");
            out.writeString(5, "seconds");
        }));
        assertThat(new String(sent.getLast(), UTF_8)).contains("paid_total").contains("Paid.");
    }

    @Test
    void aFewReferencesDoNotBecomeAnUnboundedRequest() {
        int trace = request.ref("trace_id");
        int text = request.ref("x".repeat(1 << 16));
        List<Integer> refs = Collections.nCopies(50, List.of(trace, text)).stream()
                .flatMap(List::stream)
                .toList();
        request.add(series("up", Request.sample(1, 1), new Point(4, written(out -> {
            out.writeByteArray(1, Request2.packed(refs));
            out.writeInt64(3, 7);
        }))));
        Labelled labelled = labeller.label(
                request.scratch(),
                RemoteWrite2LabellerTest.rules(Conflict.REFUSE, "prod"),
                WriteVersion.V1,
                new Scratch());
        assertThat(labelled).isInstanceOf(Labelled.Unreadable.class);
        assertThat(labelled.toString()).contains("more than 1048576 bytes as remote write 1.0");
    }

    @Test
    void renamesAForeignTenantHereToo() throws IOException {
        request.add(Series.of("__name__", "up", "tenant_id", "initech"));
        Scratch target = new Scratch();
        labeller.label(
                request.scratch(), RemoteWrite2LabellerTest.rules(Conflict.RENAME, "prod"), WriteVersion.V1, target);
        assertThat(NaiveReader.read(target.copy()).series().getFirst().labels())
                .extracting(label -> label.nameText() + "=" + label.valueText())
                .containsExactly("__name__=up", "exported_tenant_id=initech", "tenant_id=acme");
    }

    private Point metadata(int type, String help, String unit) {
        int helpRef = request.ref(help);
        int unitRef = request.ref(unit);
        return new Point(5, written(out -> {
            out.writeEnum(1, type);
            out.writeUInt32(3, helpRef);
            out.writeUInt32(4, unitRef);
        }));
    }

    private static Series series(String metric, Point... points) {
        return new Series(Series.of("__name__", metric).labels(), List.of(points));
    }

    private static void assertPoint(Series sent, int field, byte[] bytes) {
        assertThat(sent.points()).hasSize(1);
        assertThat(sent.points().getFirst().field()).isEqualTo(field);
        assertThat(sent.points().getFirst().bytes()).isEqualTo(bytes);
    }

    private Request downgraded() throws IOException {
        Scratch target = new Scratch();
        Labelled labelled = labeller.label(
                request.scratch(), RemoteWrite2LabellerTest.rules(Conflict.REFUSE, "prod"), WriteVersion.V1, target);
        assertThat(labelled).isInstanceOf(Labelled.Ready.class);
        return NaiveReader.read(target.copy());
    }
}
