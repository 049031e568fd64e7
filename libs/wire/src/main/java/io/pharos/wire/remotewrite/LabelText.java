package io.pharos.wire.remotewrite;

import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;

/** Where one encoded label's name and value stand; a field twice or an unknown one would read differently elsewhere. */
final class LabelText {
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;

    /** Reads the label that stands from the cursor's position to {@code end}; what is left out is empty. */
    void read(ProtoCursor cursor, int end) throws BrokenEncoding {
        if (isUsual(cursor.bytes(), cursor.position(), end)) {
            cursor.moveTo(end);
        } else {
            readAny(cursor, end);
        }
    }

    /** A name and then a value, both of less than 128 bytes, as nearly every label has them. */
    private boolean isUsual(byte[] bytes, int at, int end) {
        if (end - at < 2 || bytes[at] != SeriesScan.LABEL_NAME || bytes[at + 1] < 0) {
            return false;
        }
        nameFrom = at + 2;
        nameTo = nameFrom + bytes[at + 1];
        if (end - nameTo < 2 || bytes[nameTo] != SeriesScan.LABEL_VALUE || bytes[nameTo + 1] < 0) {
            return false;
        }
        valueFrom = nameTo + 2;
        valueTo = valueFrom + bytes[nameTo + 1];
        return valueTo == end;
    }

    private void readAny(ProtoCursor cursor, int end) throws BrokenEncoding {
        nameFrom = -1;
        valueFrom = -1;
        while (cursor.position() < end) {
            int at = cursor.position();
            int tag = cursor.tag(end);
            if (tag == SeriesScan.LABEL_NAME && nameFrom < 0) {
                nameTo = cursor.contentEnd(end);
                nameFrom = cursor.position();
                cursor.moveTo(nameTo);
            } else if (tag == SeriesScan.LABEL_VALUE && valueFrom < 0) {
                valueTo = cursor.contentEnd(end);
                valueFrom = cursor.position();
                cursor.moveTo(valueTo);
            } else {
                throw new BrokenEncoding("unexpected or repeated field " + (tag >>> 3) + " in a label", at);
            }
        }
        if (nameFrom < 0) {
            nameFrom = nameTo = end;
        }
        if (valueFrom < 0) {
            valueFrom = valueTo = end;
        }
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }

    int nameLength() {
        return nameTo - nameFrom;
    }

    int valueLength() {
        return valueTo - valueFrom;
    }
}
