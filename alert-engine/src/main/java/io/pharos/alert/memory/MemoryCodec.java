package io.pharos.alert.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.alert.memory.GroupMemory.Remembered;
import io.pharos.alert.series.Labels;
import io.pharos.alert.state.ActiveAlert;
import io.pharos.alert.state.AlertPhase;
import io.pharos.alert.state.AlertSet;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.RuleState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs a group's memory: a byte with the form's version, then deflated fields. How a rule's last evaluation went is
 * left out, since who reads it has not evaluated yet. Times are whole milliseconds, as slots are.
 */
public final class MemoryCodec {
    private static final int VERSION = 1;
    private static final long NEVER = Long.MIN_VALUE;

    private static final int PENDING = 0;
    private static final int FIRING = 1;
    private static final int RESOLVED = 2;

    private MemoryCodec() {}

    public static byte[] pack(GroupMemory memory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 8192))) {
            out.writeInt(memory.rules().size());
            for (Remembered rule : memory.rules()) {
                write(out, rule);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** Refuses what is none, or of a later version, with an IllegalArgumentException. */
    public static GroupMemory unpack(byte[] packed) {
        if (packed.length == 0 || packed[0] != VERSION) {
            throw new IllegalArgumentException("a memory of another version");
        }
        ByteArrayInputStream body = new ByteArrayInputStream(packed, 1, packed.length - 1);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(body))) {
            int rules = in.readInt();
            List<Remembered> remembered = new ArrayList<>();
            for (int i = 0; i < rules; i++) {
                remembered.add(rule(in));
            }
            return new GroupMemory(remembered);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a memory", e);
        }
    }

    private static void write(DataOutputStream out, Remembered rule) throws IOException {
        out.writeBoolean(rule.rule().alerting());
        text(out, rule.rule().name());
        labels(out, rule.rule().labels());
        switch (rule.memory()) {
            case RuleMemory.OfAlerts alerts -> state(out, alerts.state());
            case RuleMemory.OfSeries series -> {
                out.writeInt(series.series().size());
                for (Labels labels : series.series()) {
                    labels(out, labels);
                }
            }
        }
    }

    private static Remembered rule(DataInputStream in) throws IOException {
        boolean alerting = in.readBoolean();
        RuleIdentity identity = new RuleIdentity(alerting, text(in), labels(in));
        return new Remembered(
                identity, alerting ? new RuleMemory.OfAlerts(state(in)) : new RuleMemory.OfSeries(series(in)));
    }

    private static Set<Labels> series(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<Labels> series = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            series.add(labels(in));
        }
        return series;
    }

    private static void state(DataOutputStream out, RuleState state) throws IOException {
        alerts(out, state.alerts().all());
        boolean same = state.written().equals(state.alerts());
        out.writeBoolean(same);
        if (!same) {
            alerts(out, state.written().all());
        }
    }

    private static RuleState state(DataInputStream in) throws IOException {
        AlertSet alerts = alerts(in);
        AlertSet written = in.readBoolean() ? alerts : alerts(in);
        return new RuleState(alerts, written, new Health.Unknown());
    }

    private static void alerts(DataOutputStream out, Collection<ActiveAlert> alerts) throws IOException {
        out.writeInt(alerts.size());
        for (ActiveAlert alert : alerts) {
            labels(out, alert.labels());
            labels(out, Labels.of(alert.annotations()));
            out.writeDouble(alert.value());
            phase(out, alert.phase());
            time(out, alert.lastSentAt());
        }
    }

    private static AlertSet alerts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<ActiveAlert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Labels labels = labels(in);
            SortedMap<String, String> annotations = new TreeMap<>(labels(in).asMap());
            alerts.add(new ActiveAlert(labels, annotations, in.readDouble(), phase(in), time(in)));
        }
        return AlertSet.of(alerts);
    }

    private static void phase(DataOutputStream out, AlertPhase phase) throws IOException {
        switch (phase) {
            case AlertPhase.Pending p -> {
                out.writeByte(PENDING);
                time(out, p.since());
            }
            case AlertPhase.Firing f -> {
                out.writeByte(FIRING);
                time(out, f.since());
                time(out, f.firedAt());
                time(out, f.missingSince());
            }
            case AlertPhase.Resolved r -> {
                out.writeByte(RESOLVED);
                time(out, r.since());
                time(out, r.firedAt());
                time(out, r.resolvedAt());
            }
        }
    }

    private static AlertPhase phase(DataInputStream in) throws IOException {
        int kind = in.readByte();
        Instant since = given(in);
        return switch (kind) {
            case PENDING -> new AlertPhase.Pending(since);
            case FIRING -> new AlertPhase.Firing(since, given(in), time(in));
            case RESOLVED -> new AlertPhase.Resolved(since, given(in), given(in));
            default -> throw new IOException("no phase has the number " + kind);
        };
    }

    private static void time(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeLong(time == null ? NEVER : time.toEpochMilli());
    }

    private static @Nullable Instant time(DataInputStream in) throws IOException {
        long millis = in.readLong();
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }

    private static Instant given(DataInputStream in) throws IOException {
        Instant time = time(in);
        if (time == null) {
            throw new IOException("a time is missing");
        }
        return time;
    }

    private static void labels(DataOutputStream out, Labels labels) throws IOException {
        out.writeInt(labels.size());
        for (var label : labels.asMap().entrySet()) {
            text(out, label.getKey());
            text(out, label.getValue());
        }
    }

    private static Labels labels(DataInputStream in) throws IOException {
        String[] flat = new String[2 * Math.clamp(in.readInt(), 0, 1 << 16)];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = text(in);
        }
        return Labels.ofSorted(flat, flat.length);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}
