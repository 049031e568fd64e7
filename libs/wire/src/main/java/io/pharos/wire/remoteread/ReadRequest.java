package io.pharos.wire.remoteread;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.protobuf.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a remote-read client asks for (message {@code ReadRequest} of Prometheus's {@code remote.proto}): queries, and
 * whether it takes chunks. Hints are left out: they advise an engine and select nothing.
 */
public record ReadRequest(List<Query> queries, boolean acceptsChunks) {
    private static final int QUERIES = 1 << 3 | ProtoCursor.BYTES;
    private static final int ACCEPTED = 2 << 3 | ProtoCursor.VARINT;
    private static final int ACCEPTED_PACKED = 2 << 3 | ProtoCursor.BYTES;
    private static final int START = 1 << 3 | ProtoCursor.VARINT;
    private static final int END = 2 << 3 | ProtoCursor.VARINT;
    private static final int MATCHERS = 3 << 3 | ProtoCursor.BYTES;
    private static final int TYPE = 1 << 3 | ProtoCursor.VARINT;
    private static final int NAME = 2 << 3 | ProtoCursor.BYTES;
    private static final int VALUE = 3 << 3 | ProtoCursor.BYTES;
    private static final long STREAMED_XOR_CHUNKS = 1;

    public ReadRequest {
        queries = List.copyOf(queries);
    }

    /** The series that all matchers match, between two times in milliseconds, both included. */
    public record Query(long startMillis, long endMillis, List<Matcher> matchers) {
        public Query {
            matchers = List.copyOf(matchers);
        }
    }

    /** One condition on a label. */
    public record Matcher(Op op, String name, String value) {
        /** In the order of the protocol's numbers. */
        public enum Op {
            EQUAL,
            NOT_EQUAL,
            REGEX,
            NOT_REGEX
        }
    }

    /** Reads the message; what is no such message, or has an unknown kind of matcher, is a broken encoding. */
    public static ReadRequest read(byte[] bytes, int length) throws BrokenEncoding {
        ProtoCursor in = new ProtoCursor();
        in.over(bytes);
        List<Query> queries = new ArrayList<>();
        boolean chunks = false;
        while (in.position() < length) {
            int tag = in.tag(length);
            switch (tag) {
                case QUERIES -> queries.add(query(in, in.contentEnd(length)));
                case ACCEPTED -> chunks |= in.varint(length) == STREAMED_XOR_CHUNKS;
                case ACCEPTED_PACKED -> chunks |= packed(in, in.contentEnd(length));
                default -> in.skip(tag, length);
            }
        }
        return new ReadRequest(queries, chunks);
    }

    private static boolean packed(ProtoCursor in, int end) throws BrokenEncoding {
        boolean chunks = false;
        while (in.position() < end) {
            chunks |= in.varint(end) == STREAMED_XOR_CHUNKS;
        }
        return chunks;
    }

    private static Query query(ProtoCursor in, int end) throws BrokenEncoding {
        long from = 0;
        long to = 0;
        List<Matcher> matchers = new ArrayList<>(4);
        while (in.position() < end) {
            int tag = in.tag(end);
            switch (tag) {
                case START -> from = in.varint(end);
                case END -> to = in.varint(end);
                case MATCHERS -> matchers.add(matcher(in, in.contentEnd(end)));
                default -> in.skip(tag, end);
            }
        }
        return new Query(from, to, matchers);
    }

    private static Matcher matcher(ProtoCursor in, int end) throws BrokenEncoding {
        int start = in.position();
        long type = 0;
        String name = "";
        String value = "";
        while (in.position() < end) {
            int tag = in.tag(end);
            switch (tag) {
                case TYPE -> type = in.varint(end);
                case NAME -> name = text(in, end);
                case VALUE -> value = text(in, end);
                default -> in.skip(tag, end);
            }
        }
        if (type < 0 || type >= Matcher.Op.values().length) {
            throw new BrokenEncoding("an unknown kind of matcher", start);
        }
        return new Matcher(Matcher.Op.values()[(int) type], name, value);
    }

    private static String text(ProtoCursor in, int end) throws BrokenEncoding {
        int to = in.contentEnd(end);
        int from = in.position();
        if (!Utf8.isValid(in.bytes(), from, to)) {
            throw new BrokenEncoding("text that is not UTF-8", from);
        }
        in.moveTo(to);
        return new String(in.bytes(), from, to - from, StandardCharsets.UTF_8);
    }

    /** The message's bytes. */
    public byte[] bytes() {
        Scratch out = new Scratch();
        ProtoWriter request = new ProtoWriter(out);
        Scratch inner = new Scratch();
        Scratch innermost = new Scratch();
        for (Query query : queries) {
            inner.length(0);
            write(query, new ProtoWriter(inner), innermost);
            request.message(QUERIES, inner);
        }
        request.varint(ACCEPTED, acceptsChunks ? STREAMED_XOR_CHUNKS : 0);
        return out.copy();
    }

    private static void write(Query query, ProtoWriter out, Scratch room) {
        out.varint(START, query.startMillis());
        out.varint(END, query.endMillis());
        for (Matcher matcher : query.matchers()) {
            room.length(0);
            ProtoWriter one = new ProtoWriter(room);
            one.varint(TYPE, matcher.op().ordinal());
            one.bytes(NAME, matcher.name().getBytes(StandardCharsets.UTF_8));
            one.bytes(VALUE, matcher.value().getBytes(StandardCharsets.UTF_8));
            out.message(MATCHERS, room);
        }
    }
}
