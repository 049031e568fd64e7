package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.protobuf.ProtoCursor;
import io.pharos.wire.protobuf.ProtoWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares a remote write 1.0 request out over several by what its series' labels say, on the encoded bytes: each series
 * goes into one share as it stands, in its order. What is no series (metadata) is kept apart in a share of its own, the
 * last, since nobody can tell whose it is.
 */
public final class SeriesShares {
    private static final Scratch NOTHING = new Scratch();

    private final @Nullable Scratch[] shares;
    private final ProtoCursor cursor = new ProtoCursor();
    private final LabelText label = new LabelText();
    private final Map<String, String> labels = new HashMap<>();

    /** Room for so many shares, besides the one of metadata. */
    public SeriesShares(int count) {
        shares = new Scratch[count + 1];
    }

    /** Reads the request; broken encodings are the request's fault. */
    public void read(Scratch request, ToIntFunction<Map<String, String>> chooser) throws BrokenEncoding {
        cursor.over(request.bytes());
        cursor.moveTo(0);
        while (cursor.position() < request.length()) {
            int from = cursor.position();
            int tag = cursor.tag(request.length());
            int share = shares.length - 1;
            if (tag == RemoteWriteLabeller.SERIES) {
                int end = cursor.contentEnd(request.length());
                readLabels(end);
                share = chooser.applyAsInt(labels);
            } else {
                cursor.skip(tag, request.length());
            }
            new ProtoWriter(grown(share)).raw(request.bytes(), from, cursor.position());
        }
    }

    private Scratch grown(int number) {
        Scratch share = shares[number];
        if (share == null) {
            share = new Scratch();
            shares[number] = share;
        }
        return share;
    }

    private void readLabels(int end) throws BrokenEncoding {
        labels.clear();
        while (cursor.position() < end) {
            int tag = cursor.tag(end);
            if (tag == SeriesScan.LABEL) {
                label.read(cursor, cursor.contentEnd(end));
                labels.put(text(label.nameFrom(), label.nameTo()), text(label.valueFrom(), label.valueTo()));
            } else {
                cursor.skip(tag, end);
            }
        }
    }

    private String text(int from, int to) {
        return new String(cursor.bytes(), from, to - from, UTF_8);
    }

    /** What came into that share. */
    public Scratch share(int number) {
        Scratch share = shares[number];
        return share == null ? NOTHING : share;
    }

    /** The share of metadata. */
    public Scratch metadata() {
        return share(shares.length - 1);
    }
}
