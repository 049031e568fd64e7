package io.pharos.wire.remoteread;

import io.pharos.model.TenantId;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks through the answers of a remote read for series that are not one tenant's, and counts their samples: each
 * series must carry exactly that tenant's label, once. Works on the encoded bytes, for one answer at a time.
 */
public final class SeriesWatch {
    private static final int FIELD_1 = 1 << 3 | ProtoCursor.BYTES;
    private static final int FIELD_2 = 2 << 3 | ProtoCursor.BYTES;
    private static final int FIELD_3 = 3 << 3 | ProtoCursor.BYTES;
    private static final int FIELD_4 = 4 << 3 | ProtoCursor.BYTES;
    private static final byte[] LABEL = TenantId.LABEL.getBytes(StandardCharsets.UTF_8);

    private final ProtoCursor in = new ProtoCursor();
    private final byte[] own;
    private long samples;
    private boolean foreign;

    public SeriesWatch(TenantId tenant) {
        this.own = tenant.value().getBytes(StandardCharsets.UTF_8);
    }

    /** The samples seen so far; histograms count as one each. */
    public long samples() {
        return samples;
    }

    /** Looks through a {@code ReadResponse}; true where every series in it is the tenant's. */
    public boolean passesSamples(byte[] message, int length) throws BrokenEncoding {
        in.over(message);
        each(length, FIELD_1, result -> each(result, FIELD_1, series -> series(series, false)));
        return !foreign;
    }

    /** Looks through a {@code ChunkedReadResponse}; true where every series in it is the tenant's. */
    public boolean passesChunks(byte[] message, int length) throws BrokenEncoding {
        in.over(message);
        each(length, FIELD_1, series -> series(series, true));
        return !foreign;
    }

    private interface Reading {
        void to(int end) throws BrokenEncoding;
    }

    /** Reads each field of that tag, and passes over all others. */
    private void each(int end, int wanted, Reading reading) throws BrokenEncoding {
        while (in.position() < end) {
            int tag = in.tag(end);
            if (tag == wanted) {
                int contentEnd = in.contentEnd(end);
                reading.to(contentEnd);
                in.moveTo(contentEnd);
            } else {
                in.skip(tag, end);
            }
        }
    }

    /** Field 1 is a label; field 2 a sample or a chunk; field 3 of a whole series a histogram. */
    private void series(int end, boolean chunked) throws BrokenEncoding {
        int tenants = 0;
        while (in.position() < end) {
            int tag = in.tag(end);
            int contentEnd = (tag & 7) == ProtoCursor.BYTES ? in.contentEnd(end) : -1;
            if (tag == FIELD_1) {
                tenants += isTenant(contentEnd) ? 1 : 0;
            } else if (tag == FIELD_2 && chunked) {
                each(contentEnd, FIELD_4, this::chunk);
            } else if (tag == FIELD_2 || tag == FIELD_3) {
                samples++;
            } else if (contentEnd < 0) {
                in.skip(tag, end);
            }
            if (contentEnd >= 0) {
                in.moveTo(contentEnd);
            }
        }
        foreign |= tenants != 1;
    }

    /** Field 4 of a chunk, which in any encoding starts with the number of its samples, in two bytes. */
    private void chunk(int end) {
        int at = in.position();
        if (end - at >= 2) {
            samples += (in.bytes()[at] & 0xFF) << 8 | in.bytes()[at + 1] & 0xFF;
        }
    }

    /** Whether a label is the tenant's; another tenant's makes the answer foreign. */
    private boolean isTenant(int end) throws BrokenEncoding {
        int nameFrom = 0;
        int nameTo = 0;
        int valueFrom = 0;
        int valueTo = 0;
        while (in.position() < end) {
            int tag = in.tag(end);
            if (tag != FIELD_1 && tag != FIELD_2) {
                in.skip(tag, end);
                continue;
            }
            int to = in.contentEnd(end);
            if (tag == FIELD_1) {
                nameFrom = in.position();
                nameTo = to;
            } else {
                valueFrom = in.position();
                valueTo = to;
            }
            in.moveTo(to);
        }
        boolean names = Arrays.equals(in.bytes(), nameFrom, nameTo, LABEL, 0, LABEL.length);
        boolean ours = names && Arrays.equals(in.bytes(), valueFrom, valueTo, own, 0, own.length);
        foreign |= names && !ours;
        return ours;
    }
}
