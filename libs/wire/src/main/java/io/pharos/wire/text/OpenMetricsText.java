package io.pharos.wire.text;

import io.pharos.wire.text.TextSample.Exemplar;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads OpenMetrics 1.0: one blank between words, families in one piece, and {@code # EOF} at the end. */
final class OpenMetricsText {
    private static final String EOF = "# EOF";
    private static final double MOST_SECONDS = Long.MAX_VALUE / 1000.0;
    private static final int MOST_EXEMPLAR_CHARACTERS = 128;

    private final TextSink sink;
    private final Set<String> taken = new HashSet<>();
    private @Nullable OpenMetricsFamily family;

    OpenMetricsText(TextSink sink) {
        this.sink = sink;
    }

    void read(String text) throws BrokenText {
        Lines lines = new Lines(text);
        LineCursor line = lines.next();
        while (!lines.ended()) {
            line(line);
            line = lines.next();
        }
        if (!line.isExactly(EOF)) {
            throw unended(text, line);
        }
        close(line);
    }

    /** The last line's own error if it has one, else that the end is missing after it. */
    private BrokenText unended(String text, LineCursor last) throws BrokenText {
        if (!text.isEmpty()) {
            line(last);
        }
        int number = text.isEmpty() ? last.line() : last.line() + 1;
        return new BrokenText(number, 1, "the text does not end with # EOF");
    }

    private void line(LineCursor line) throws BrokenText {
        if (line.atEnd()) {
            throw line.broken("an empty line");
        }
        if (line.take("# ")) {
            descriptor(line);
        } else {
            sample(line);
        }
    }

    private void descriptor(LineCursor line) throws BrokenText {
        String word = line.word();
        if (word.equals("EOF") && line.atEnd()) {
            throw line.broken("text after # EOF");
        }
        if (!word.equals("TYPE") && !word.equals("HELP") && !word.equals("UNIT")) {
            throw line.broken(2, "expected TYPE, HELP, UNIT or EOF");
        }
        line.expect(' ', "one blank");
        int start = line.position();
        OpenMetricsFamily described = familyNamed(line.metricName(), line, start);
        line.expect(' ', "one blank");
        described.describe(word, line);
    }

    private OpenMetricsFamily familyNamed(String name, LineCursor line, int start) throws BrokenText {
        if (family == null || !family.name().equals(name)) {
            open(name, line, start);
        }
        OpenMetricsFamily current = family;
        if (current == null || current.sampled()) {
            throw line.broken(start, "the family " + name + " is described after its samples");
        }
        return current;
    }

    private void open(String name, LineCursor line, int start) throws BrokenText {
        close(line);
        if (taken.contains(name)) {
            throw line.broken(start, "the family " + name + " stands in two places, or its name is another's");
        }
        family = new OpenMetricsFamily(name);
    }

    private void close(LineCursor line) throws BrokenText {
        OpenMetricsFamily done = family;
        if (done == null) {
            return;
        }
        done.finish(line);
        for (String name : done.names()) {
            if (!taken.add(name)) {
                throw line.broken(0, "the metric " + name + " of the family before belongs to two families");
            }
        }
        if (done.described()) {
            sink.metadata(done.name(), done.type(), done.help(), done.unit());
        }
        family = null;
    }

    private void sample(LineCursor line) throws BrokenText {
        String plain = line.peek() == '{' ? null : line.metricName();
        SortedMap<String, String> labels = line.peek() == '{' ? line.labels(false) : new TreeMap<>();
        String metric = line.sampled(plain, 0);
        line.expect(' ', "one blank and a number");
        double value = line.number("a number");
        Long timestamp = null;
        Exemplar exemplar = null;
        if (line.take(" # ")) {
            exemplar = exemplar(line);
        } else if (line.take(' ')) {
            timestamp = timestamp(line);
            exemplar = line.take(" # ") ? exemplar(line) : null;
        }
        line.expectEnd();
        familyOf(metric, line);
        TextSample sample = new TextSample(metric, labels, value, timestamp, exemplar);
        take(sample, line);
    }

    private void familyOf(String metric, LineCursor line) throws BrokenText {
        OpenMetricsFamily current = family;
        if (current != null && current.owns(metric)) {
            return;
        }
        if (current != null && current.name().equals(metric)) {
            throw line.broken(0, "a " + current.type().text() + " has no sample of its bare name");
        }
        open(metric, line, 0);
    }

    private void take(TextSample sample, LineCursor line) throws BrokenText {
        OpenMetricsFamily current = family;
        if (current == null) {
            throw new IllegalStateException("a sample has a family");
        }
        current.check(sample, line);
        sink.sample(sample);
    }

    private static Exemplar exemplar(LineCursor line) throws BrokenText {
        int start = line.position();
        SortedMap<String, String> labels = line.labels(false);
        int characters = labels.entrySet().stream()
                .mapToInt(label -> characters(label.getKey()) + characters(label.getValue()))
                .sum();
        if (characters > MOST_EXEMPLAR_CHARACTERS) {
            throw line.broken(start, "an exemplar's labels of more than 128 characters");
        }
        line.expect(' ', "one blank and the exemplar's number");
        double value = line.number("the exemplar's number");
        return new Exemplar(labels, value, line.take(' ') ? timestamp(line) : null);
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Long timestamp(LineCursor line) throws BrokenText {
        int start = line.position();
        double seconds = line.number("a timestamp in seconds");
        if (!(Math.abs(seconds) < MOST_SECONDS)) {
            throw line.broken(start, "expected a timestamp in seconds");
        }
        return Math.round(seconds * 1000);
    }
}
