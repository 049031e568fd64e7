package io.pharos.wire.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.remotewrite.Exemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What points of all kinds have; each kind numbers its fields in its own way. */
final class Point {
    /** The bits of the number that says that a series has ended. */
    static final long STALE = 0x7ff0_0000_0000_0002L;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int TIME = 3 << 3 | FIXED64;

    final SortedMap<String, String> attributes = new TreeMap<>();
    final List<Exemplar> exemplars = new ArrayList<>();
    long millis;
    boolean ended;

    /** The numbers of the fields that differ from kind to kind; a kind without exemplars has 0 for them. */
    record Fields(int attributes, int flags, int exemplars) {
        static final Fields NUMBER = new Fields(7, 8, 5);
        static final Fields HISTOGRAM = new Fields(9, 10, 8);
        static final Fields EXPONENTIAL = new Fields(1, 10, 11);
        static final Fields SUMMARY = new Fields(7, 8, 0);
    }

    /** Takes a field that all kinds have, after its tag; tells whether it was one. */
    boolean took(ProtoCursor cursor, int tag, int end, Fields fields) throws BrokenEncoding {
        if (tag == TIME) {
            millis = Long.divideUnsigned(cursor.fixed64(end), NANOS_PER_MILLI);
        } else if (tag == (fields.attributes() << 3 | BYTES)) {
            Attributes.read(cursor, cursor.contentEnd(end), attributes);
        } else if (tag == (fields.flags() << 3 | VARINT)) {
            ended = (cursor.varint(end) & 1) != 0;
        } else if (fields.exemplars() != 0 && tag == (fields.exemplars() << 3 | BYTES)) {
            exemplars.add(ExemplarReader.read(cursor, cursor.contentEnd(end)));
        } else {
            return false;
        }
        return true;
    }

    /** The value, or that the series has ended. */
    double orEnd(double value) {
        return ended ? Double.longBitsToDouble(STALE) : value;
    }
}
