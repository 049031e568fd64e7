package io.pharos.wire.remotewrite2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.pharos.wire.Scratch;
import io.pharos.wire.remotewrite.Request;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Point;
import io.pharos.wire.remotewrite.Request.Series;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A remote write 2.0 request by protobuf's own library: symbols and series are put in and read back the plain way. */
final class Request2 {
    private final List<byte[]> symbols = new ArrayList<>(List.of(new byte[0]));
    private final List<byte[]> series = new ArrayList<>();

    static Request2 of(Series... all) {
        Request2 request = new Request2();
        for (Series one : all) {
            request.add(one);
        }
        return request;
    }

    Request2 add(Series one) {
        return add(one, true);
    }

    /** Adds a series with its references packed, or each in a field of its own after the points. */
    Request2 add(Series one, boolean packed) {
        List<Integer> refs = new ArrayList<>();
        for (Label label : one.labels()) {
            refs.add(ref(label.name()));
            refs.add(ref(label.value()));
        }
        series.add(Request.written(out -> {
            if (packed) {
                out.writeByteArray(1, packed(refs));
            }
            for (Point point : one.points()) {
                out.writeByteArray(point.field(), point.bytes());
            }
            if (!packed) {
                for (int ref : refs) {
                    out.writeUInt32(1, ref);
                }
            }
        }));
        return this;
    }

    Request2 addEncoded(byte[] one) {
        series.add(one);
        return this;
    }

    int ref(String text) {
        return ref(text.getBytes(UTF_8));
    }

    int ref(byte[] text) {
        for (int i = 0; i < symbols.size(); i++) {
            if (ByteBuffer.wrap(symbols.get(i)).equals(ByteBuffer.wrap(text))) {
                return i;
            }
        }
        symbols.add(text);
        return symbols.size() - 1;
    }

    static byte[] packed(List<Integer> refs) {
        return Request.written(out -> {
            for (int ref : refs) {
                out.writeUInt32NoTag(ref);
            }
        });
    }

    byte[] encode() {
        return Request.written(out -> {
            for (byte[] symbol : symbols) {
                out.writeByteArray(4, symbol);
            }
            for (byte[] one : series) {
                out.writeByteArray(5, one);
            }
        });
    }

    byte[] encodeSymbolsLast() {
        return Request.written(out -> {
            for (byte[] one : series) {
                out.writeByteArray(5, one);
            }
            for (byte[] symbol : symbols) {
                out.writeByteArray(4, symbol);
            }
        });
    }

    Scratch scratch() {
        return Request.scratch(encode());
    }

    /** What an engine reads; fails where a reference leads nowhere. */
    static List<Series> read(byte[] bytes) throws IOException {
        List<byte[]> symbols = new ArrayList<>();
        List<byte[]> series = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 4 -> symbols.add(in.readByteArray());
                case 5 -> series.add(in.readByteArray());
                default -> throw new IOException("field " + WireFormat.getTagFieldNumber(tag) + " was passed on");
            }
        }
        List<Series> read = new ArrayList<>();
        for (byte[] one : series) {
            read.add(series(one, symbols));
        }
        return read;
    }

    private static Series series(byte[] bytes, List<byte[]> symbols) throws IOException {
        List<Label> labels = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == 1) {
                CodedInputStream refs = CodedInputStream.newInstance(in.readByteArray());
                while (!refs.isAtEnd()) {
                    byte[] name = symbols.get(refs.readUInt32());
                    labels.add(new Label(name, symbols.get(refs.readUInt32())));
                }
            } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                points.add(new Point(field, in.readByteArray()));
            } else {
                in.skipField(tag);
            }
        }
        return new Series(labels, points);
    }
}
