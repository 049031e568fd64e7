package io.pharos.wire.remotewrite2;

import io.pharos.wire.protobuf.ProtoBytes;
import java.util.Arrays;

/** One series' references to the symbols of its labels: a name's and its value's by turns. */
final class LabelRefs {
    private int[] refs = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int ref) {
        if (count == refs.length) {
            refs = Arrays.copyOf(refs, 2 * count);
        }
        refs[count++] = ref;
    }

    int count() {
        return count;
    }

    int get(int index) {
        return refs[index];
    }

    /** Puts a label before the one whose name stands there. */
    void insert(int at, int name, int value) {
        add(0);
        add(0);
        System.arraycopy(refs, at, refs, at + 2, count - 2 - at);
        refs[at] = name;
        refs[at + 1] = value;
    }

    /** Takes the label of that name out, where it is there. */
    void remove(int name) {
        for (int at = 0; at < count; at += 2) {
            if (refs[at] == name) {
                System.arraycopy(refs, at + 2, refs, at, count - at - 2);
                count -= 2;
                return;
            }
        }
    }

    /** Takes other references in place of these. */
    void replace(int[] others) {
        clear();
        for (int ref : others) {
            add(ref);
        }
    }

    /** How many bytes the references take, packed. */
    int packedSize() {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += ProtoBytes.varintSize(refs[i]);
        }
        return size;
    }

    /** Writes the references and answers the offset after them. */
    int pack(byte[] out, int start) {
        int at = start;
        for (int i = 0; i < count; i++) {
            at = ProtoBytes.varint(out, at, refs[i]);
        }
        return at;
    }
}
