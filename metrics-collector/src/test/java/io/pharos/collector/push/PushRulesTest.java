package io.pharos.collector.push;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.testing.Tenants;
import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoBytes;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.text.MetricType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PushRulesTest {
    private static final GroupingKey GROUP = GroupingKey.parse("/metrics/job/batch/zone/a");

    @Test
    void readsFamiliesWithTheGroupsLabelsInPlaceOfTheirOwn() {
        PushedBody.Read read = text("""
                # TYPE duration_seconds histogram
                # HELP duration_seconds How long.
                duration_seconds_bucket{le="1",zone="b"} 2
                duration_seconds_bucket{le="+Inf"} 3
                duration_seconds_sum 4.5
                duration_seconds_count 3
                # TYPE done gauge
                done{job="other",part=""} 1
                untyped 7
                """);
        assertThat(read.families())
                .extracting(PushedFamily::name)
                .containsExactly("done", "duration_seconds", "untyped");
        PushedFamily done = read.families().getFirst();
        assertThat(done.samples().getFirst().labels()).isEqualTo(Map.of("job", "batch", "zone", "a"));
        PushedFamily histogram = read.families().get(1);
        assertThat(histogram.type()).isEqualTo(MetricType.HISTOGRAM);
        assertThat(histogram.help()).isEqualTo("How long.");
        assertThat(histogram.samples()).hasSize(4);
        assertThat(PushRules.fault(Tenants.tenant(ACME, Status.ACTIVE, "shared"), read, Map.of()))
                .isEmpty();
    }

    @Test
    void readsWhatClientLibrariesPushInProtobuf() {
        Scratch body = new Scratch();
        delimited(body, family("paid_total", 0, 3, 17));
        delimited(body, family("queue", 1, 2, 4));
        PushedBody.Read read = PushedBody.read(
                GROUP,
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
                body.copy());
        assertThat(read.families()).extracting(PushedFamily::name).containsExactly("paid_total", "queue");
        assertThat(read.families())
                .extracting(PushedFamily::type)
                .containsExactly(MetricType.COUNTER, MetricType.GAUGE);
        assertThat(read.families().getFirst().samples().getFirst())
                .isEqualTo(new PushedFamily.Sample(
                        "paid_total", new TreeMap<>(Map.of("gateway", "alipay", "job", "batch", "zone", "a")), "17.0"));
        assertThatThrownBy(() -> PushedBody.read(GROUP, "application/vnd.google.protobuf", new byte[] {9, 1}))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusesWhatThePushgatewayRefuses() {
        assertThat(fault("a 1 1700000000000\n"))
                .hasValueSatisfying(f -> assertThat(f).contains("timestamps"));
        assertThat(fault("a{zone=\"x\"} 1\na{zone=\"y\"} 2\n"))
                .hasValueSatisfying(f -> assertThat(f).contains("twice"));
        assertThat(fault("a{tenant_id=\"initech\"} 1\n")).isPresent();
        assertThat(fault("a{tenant_id=\"acme\"} 1\n")).isEmpty();
        assertThat(fault("push_time_seconds 1\n")).isPresent();
        assertThat(fault("push_failure_time_seconds 1\n")).isPresent();
        assertThat(fault("# TYPE h summary\nh_sum 1\nh_count 1\n# TYPE h_max gauge\nh_max 1\n"))
                .isEmpty();
        Map<String, MetricType> elsewhere = Map.of("a", MetricType.COUNTER);
        assertThat(PushRules.fault(
                        Tenants.tenant(ACME, Status.ACTIVE, "shared"), text("# TYPE a gauge\na 1\n"), elsewhere))
                .hasValueSatisfying(f -> assertThat(f).contains("of type gauge, and of type counter in another group"));
        assertThat(PushRules.fault(
                        Tenants.tenant(ACME, Status.ACTIVE, "shared"), text("# TYPE a counter\na 1\n"), elsewhere))
                .isEmpty();
        assertThatThrownBy(() -> text("a{ 1\n")).isInstanceOf(Problem.class).hasMessageContaining("line 1, column");
    }

    private static Optional<String> fault(String text) {
        return PushRules.fault(Tenants.tenant(ACME, Status.ACTIVE, "shared"), text(text), Map.of());
    }

    private static PushedBody.Read text(String text) {
        return PushedBody.read(GROUP, null, text.getBytes(UTF_8));
    }

    /** A family of one metric with one label, its value in that field. */
    private static byte[] family(String name, int type, int valueField, double value) {
        Scratch label = new Scratch();
        new ProtoWriter(label).bytes(1 << 3 | 2, "gateway".getBytes(UTF_8));
        new ProtoWriter(label).bytes(2 << 3 | 2, "alipay".getBytes(UTF_8));
        Scratch number = new Scratch();
        new ProtoWriter(number).fixed64(1 << 3 | 1, Double.doubleToRawLongBits(value));
        Scratch metric = new Scratch();
        new ProtoWriter(metric).message(valueField << 3 | 2, number);
        new ProtoWriter(metric).message(1 << 3 | 2, label);
        Scratch family = new Scratch();
        new ProtoWriter(family).bytes(1 << 3 | 2, name.getBytes(UTF_8));
        new ProtoWriter(family).varint(3 << 3, type);
        new ProtoWriter(family).message(4 << 3 | 2, metric);
        return family.copy();
    }

    private static void delimited(Scratch body, byte[] message) {
        byte[] length = new byte[5];
        int end = ProtoBytes.varint(length, 0, message.length);
        new ProtoWriter(body).raw(length, 0, end);
        new ProtoWriter(body).raw(message, 0, message.length);
    }
}
