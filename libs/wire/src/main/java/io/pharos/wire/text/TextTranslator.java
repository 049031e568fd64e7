package io.pharos.wire.text;

import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.remotewrite.RequestBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a pushed text whole or not at all; samples without a timestamp get the given one. */
public final class TextTranslator implements Translator {
    private static final int COST = 16;

    private final TextFormat format;
    private final long nowMillis;
    private final Map<String, String> extraLabels;

    /** The extra labels stand in every series, in place of its own of those names. */
    public TextTranslator(TextFormat format, long nowMillis, Map<String, String> extraLabels) {
        this.format = format;
        this.nowMillis = nowMillis;
        this.extraLabels = Map.copyOf(extraLabels);
    }

    /** Characters, a line at a time, and what is remembered of families and samples to find a second one. */
    @Override
    public int cost() {
        return COST;
    }

    @Override
    public @Nullable String translate(Scratch source, int maxBytes, Scratch target) {
        target.room(0);
        RequestBuilder request = new RequestBuilder(target, maxBytes);
        RemoteWriteSink sink = new RemoteWriteSink(request, nowMillis);
        try {
            format.parse(source.copy(), extraLabels.isEmpty() ? sink : new LabelledSink(sink, extraLabels));
        } catch (BrokenText e) {
            return "the text breaks its format in " + e.reason();
        }
        return request.full() ? "the text takes more than " + maxBytes + " bytes: send it in parts" : null;
    }
}
