package io.pharos.alert.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.alert.series.Point;
import io.pharos.tsdb.write.Payload;
import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes points as a remote write 1.0 request ({@code prompb/remote.proto}), one series a point, where the writer wants
 * it: there is no body that was packed before. For one use.
 */
public final class PointBody implements Translator {
    private static final int BYTES = 2;
    private static final int FIXED64 = 1;
    private static final int VARINT = 0;

    private final Scratch series = new Scratch();
    private final Scratch part = new Scratch();
    private final ProtoWriter toSeries = new ProtoWriter(series);
    private final ProtoWriter toPart = new ProtoWriter(part);

    private final List<Point> points;

    public PointBody(List<Point> points) {
        this.points = points;
    }

    static Payload of(List<Point> points) {
        return new Payload(new byte[0], Packing.IDENTITY, new Payload.Source.Translated(new PointBody(points)));
    }

    @Override
    public @Nullable String translate(Scratch source, int maxBytes, Scratch target) {
        target.room(0);
        ProtoWriter toTarget = new ProtoWriter(target);
        for (Point point : points) {
            add(point, toTarget);
            if (target.length() > maxBytes) {
                return "the points take more than " + maxBytes + " bytes";
            }
        }
        return null;
    }

    /** There is no body, so nothing is held for it; the points are there already. */
    @Override
    public int cost() {
        return 1;
    }

    private void add(Point point, ProtoWriter toTarget) {
        series.room(0);
        point.labels().forEach(this::label);
        part.room(0);
        toPart.fixed64(1 << 3 | FIXED64, Double.doubleToRawLongBits(point.value()));
        toPart.varint(2 << 3 | VARINT, point.at().toEpochMilli());
        toSeries.message(2 << 3 | BYTES, part);
        toTarget.message(1 << 3 | BYTES, series);
    }

    private void label(String name, String value) {
        part.room(0);
        toPart.bytes(1 << 3 | BYTES, name.getBytes(UTF_8));
        toPart.bytes(2 << 3 | BYTES, value.getBytes(UTF_8));
        toSeries.message(1 << 3 | BYTES, part);
    }
}
