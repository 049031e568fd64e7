package io.pharos.wire.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** A text format, and the way to read it. */
public enum TextFormat {
    /** {@code text/plain; version=0.0.4}. */
    PROMETHEUS {
        @Override
        void read(String text, TextSink sink) throws BrokenText {
            new PrometheusText(sink).read(text);
        }
    },
    /** {@code application/openmetrics-text; version=1.0.0}. */
    OPENMETRICS {
        @Override
        void read(String text, TextSink sink) throws BrokenText {
            new OpenMetricsText(sink).read(text);
        }
    };

    /** Reads the text into the sink, up to its end or to where it breaks the format. */
    public void parse(byte[] text, TextSink sink) throws BrokenText {
        read(decode(text), sink);
    }

    abstract void read(String text, TextSink sink) throws BrokenText;

    private static String decode(byte[] text) throws BrokenText {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            String before = new String(text, 0, bytes.position(), StandardCharsets.UTF_8);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            throw new BrokenText(line, before.length() - before.lastIndexOf('\n'), "this is not UTF-8");
        }
    }
}
