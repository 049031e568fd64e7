package io.pharos.gateway.result;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how many samples a query touched from the statistics that engines put behind a result (Prometheus and Mimir
 * the samples, VictoriaMetrics the series), and cuts them out where the client did not ask for them. Looks at the end of the body only; statistics that lie farther from the end
 * than {@link #MOST_HELD} bytes are neither read nor cut.
 */
public final class StatisticsStage implements SampleStage {
    /** Statistics take half of a KiB, and up to twenty warnings follow them. */
    static final int MOST_HELD = 16 * 1024;

    /** Where they begin, from the end, unless there are many warnings. */
    private static final int USUAL = 1024;

    /** A quote within a label's value is escaped and a label's value is no object, so this stands nowhere else. */
    private static final String START = ",\"stats\":{";

    private static final Pattern SAMPLES = Pattern.compile("\"totalQueryableSamples\":(\\d{1,18})[,}]");

    private static final Pattern SERIES = Pattern.compile("\"seriesFetched\": ?\"?(\\d{1,18})[\",}]");

    private final boolean cut;
    private final Deque<Buffer> held = new ArrayDeque<>();
    private int heldBytes;
    private OptionalLong samples = OptionalLong.empty();
    private OptionalLong series = OptionalLong.empty();

    /** With {@code cut}, statistics do not reach the client. */
    public StatisticsStage(boolean cut) {
        this.cut = cut;
    }

    @Override
    public Buffer next(Buffer chunk) {
        held.addLast(chunk);
        heldBytes += chunk.length();
        Buffer free = Buffer.buffer();
        while (heldBytes - held.getFirst().length() >= MOST_HELD) {
            Buffer first = held.removeFirst();
            heldBytes -= first.length();
            free = free.length() == 0 ? first : free.appendBuffer(first);
        }
        return free;
    }

    @Override
    public Buffer last() {
        Buffer rest = joined();
        held.clear();
        // A character a byte: places in the text are places in the buffer. Nearly always the end of it is enough.
        int from = Math.max(0, rest.length() - USUAL);
        String text = rest.getString(from, rest.length(), "ISO-8859-1");
        if (from > 0 && !text.contains(START)) {
            from = 0;
            text = rest.toString(ISO_8859_1);
        }
        int start = text.lastIndexOf(START);
        samples = counted(SAMPLES, text, Math.max(0, start));
        series = counted(SERIES, text, Math.max(0, start));
        int end = start < 0 ? -1 : endOfObject(text, start + START.length());
        return cut && end > 0 ? without(rest, from + start, from + end) : rest;
    }

    private Buffer joined() {
        if (held.size() == 1) {
            return held.getFirst();
        }
        Buffer rest = Buffer.buffer(heldBytes);
        held.forEach(rest::appendBuffer);
        return rest;
    }

    private static Buffer without(Buffer whole, int start, int end) {
        return Buffer.buffer(whole.length())
                .appendBuffer(whole, 0, start)
                .appendBuffer(whole, end, whole.length() - end);
    }

    @Override
    public OptionalLong samples() {
        return samples;
    }

    @Override
    public OptionalLong series() {
        return series;
    }

    private static OptionalLong counted(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Behind the brace that closes the object whose inside begins there; statistics hold no braces in strings. */
    private static int endOfObject(String text, int inside) {
        int depth = 1;
        for (int i = inside; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
