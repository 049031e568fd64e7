package io.pharos.wire.remotewrite2;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import io.pharos.wire.protobuf.Utf8;
import io.pharos.wire.remotewrite.NameRules;
import io.pharos.wire.series.TextHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The strings of a request by number: where each stands and what it is fit for, looked at once however many labels
 * refer to it. Strings that are added get the numbers after the sender's.
 */
final class SymbolTable {
    static final int SYMBOL = 4 << 3 | ProtoCursor.BYTES;
    static final int MOST_SYMBOLS = 1 << 20;
    private static final int SMALL = 1 << 10;
    private static final int KEPT = 1 << 16;

    private static final int IS_UTF8 = 1;
    private static final int IS_LABEL_NAME = 1 << 1;
    private static final int IS_METRIC_NAME = 1 << 2;
    private static final int NAMES_METRIC = 1 << 3;
    private static final int RANK = 4;

    private static final byte UNSEEN = 0;
    private static final byte CLEAN = 1;
    private static final byte CARDED = 2;

    private byte[] source = {};
    private int[] from = new int[SMALL];
    private int[] to = new int[SMALL];
    /** A symbol that is known to sort after this one: names follow one another alike in most series. */
    private int[] after = new int[SMALL];

    private byte[] traits = new byte[SMALL];
    private long[] high = new long[SMALL];
    private long[] low = new long[SMALL];
    private byte[] cardLook = new byte[SMALL];
    private final TextHash hash = new TextHash();
    private int count;
    private OwnerLabels owners = new OwnerLabels(new byte[0][], new byte[0][]);
    private final List<byte[]> added = new ArrayList<>();

    void begin(byte[] bytes, OwnerLabels ownerLabels) {
        source = bytes;
        owners = ownerLabels;
        count = 0;
        added.clear();
        if (from.length > KEPT) {
            resize(SMALL);
        }
    }

    /** Takes the symbol whose text stands from the cursor's position to {@code end}. */
    void take(ProtoCursor cursor, int end) throws BrokenEncoding {
        int start = cursor.position();
        if (count == 0 && start != end) {
            throw new BrokenEncoding("the first symbol is not empty", start);
        }
        if (count == MOST_SYMBOLS) {
            throw new BrokenEncoding("more than " + MOST_SYMBOLS + " symbols", start);
        }
        if (count == from.length) {
            resize(2 * count);
        }
        from[count] = start;
        to[count] = end;
        after[count] = 0;
        traits[count] = (byte) traitsOf(start, end);
        hash.of(source, start, end);
        high[count] = hash.high();
        low[count] = hash.low();
        cardLook[count] = UNSEEN;
        count++;
        cursor.moveTo(end);
    }

    /** The owner's labels get numbers too, in the order name, value, name, value. */
    void addOwners() {
        for (int i = 0; i < owners.size(); i++) {
            added.add(owners.names()[i]);
            added.add(owners.values()[i]);
        }
    }

    private int traitsOf(int start, int end) {
        return (Utf8.isValid(source, start, end) ? IS_UTF8 : 0)
                | (NameRules.isLabelName(source, start, end) ? IS_LABEL_NAME : 0)
                | (NameRules.isMetricName(source, start, end) ? IS_METRIC_NAME : 0)
                | (NameRules.namesMetric(source, start, end) ? NAMES_METRIC : 0)
                | owners.rank(source, start, end) << RANK;
    }

    private void resize(int capacity) {
        from = Arrays.copyOf(from, capacity);
        to = Arrays.copyOf(to, capacity);
        after = Arrays.copyOf(after, capacity);
        traits = Arrays.copyOf(traits, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        cardLook = Arrays.copyOf(cardLook, capacity);
    }

    /** The number of a string that is not the sender's; the same string gets the same number. */
    int add(byte[] text) {
        for (int i = 0; i < added.size(); i++) {
            if (Arrays.equals(added.get(i), text)) {
                return count + i;
            }
        }
        added.add(text);
        return count + added.size() - 1;
    }

    /** Whether the sender's request holds a symbol of that number. */
    boolean holds(int ref) {
        return ref < count;
    }

    boolean isUtf8(int ref) {
        return (traits[ref] & IS_UTF8) != 0;
    }

    boolean isLabelName(int ref) {
        return (traits[ref] & IS_LABEL_NAME) != 0;
    }

    boolean isMetricName(int ref) {
        return (traits[ref] & IS_METRIC_NAME) != 0;
    }

    /** Whether the symbol is {@code __name__}. */
    boolean namesMetric(int ref) {
        return (traits[ref] & NAMES_METRIC) != 0;
    }

    /** See {@link OwnerLabels#rank}. */
    int rank(int ref) {
        return traits[ref] >>> RANK;
    }

    /** Negative, zero or positive as the first symbol sorts before, is, or sorts after the second. */
    int compare(int first, int second) {
        if (after[first] == second && second != 0) {
            return -1;
        }
        int order = Arrays.compareUnsigned(source, from[first], to[first], source, from[second], to[second]);
        if (order < 0) {
            after[first] = second;
        }
        return order;
    }

    boolean hasText(int ref, byte[] text) {
        return Arrays.equals(source, from[ref], to[ref], text, 0, text.length);
    }

    /** The hash of the sender's text of that number. */
    long high(int ref) {
        return high[ref];
    }

    long low(int ref) {
        return low[ref];
    }

    /**
     * Whether the text holds a card number. Looked at once, and only where somebody asks, which is for exemplars and
     * metadata: a series' labels are looked at when it is new.
     */
    boolean carded(int ref) {
        if (cardLook[ref] == UNSEEN) {
            cardLook[ref] = CardGuard.isIn(source, from[ref], to[ref]) ? CARDED : CLEAN;
        }
        return cardLook[ref] == CARDED;
    }

    /** How many bytes the text takes. */
    int length(int ref) {
        return ref < count ? to[ref] - from[ref] : added.get(ref - count).length;
    }

    /** Where the symbol's text stands in its {@link #bytes}. */
    int start(int ref) {
        return ref < count ? from[ref] : 0;
    }

    byte[] bytes(int ref) {
        return ref < count ? source : added.get(ref - count);
    }

    byte[] copy(int ref) {
        int start = start(ref);
        return Arrays.copyOfRange(bytes(ref), start, start + length(ref));
    }

    /** The first number that is not the sender's: the first owner's name. */
    int firstAdded() {
        return count;
    }

    int size() {
        return count + added.size();
    }

    /** Writes the symbols of these numbers as fields of a request. */
    void write(int first, int end, ProtoWriter out) {
        for (int ref = first; ref < end; ref++) {
            int start = start(ref);
            out.bytes(SYMBOL, bytes(ref), start, start + length(ref));
        }
    }

    OwnerLabels owners() {
        return owners;
    }
}
