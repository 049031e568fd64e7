package io.pharos.wire.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes a request the slow way, by protobuf's own library: an engine's view of what we sent it. */
public final class NaiveReader {
    private NaiveReader() {}

    public static Request read(byte[] bytes) throws IOException {
        List<Series> series = new ArrayList<>();
        List<byte[]> metadata = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> series.add(series(in.readByteArray()));
                case 3 -> metadata.add(in.readByteArray());
                default -> throw new IOException("field " + WireFormat.getTagFieldNumber(tag) + " was passed on");
            }
        }
        return new Request(series, metadata);
    }

    private static Series series(byte[] bytes) throws IOException {
        List<Label> labels = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == 1) {
                labels.add(label(in.readByteArray()));
            } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                points.add(new Point(field, in.readByteArray()));
            } else {
                in.skipField(tag);
            }
        }
        return new Series(labels, points);
    }

    private static Label label(byte[] bytes) throws IOException {
        byte[] name = {};
        byte[] value = {};
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> name = in.readByteArray();
                case 2 -> value = in.readByteArray();
                default -> in.skipField(tag);
            }
        }
        return new Label(name, value);
    }
}
