package io.pharos.promql.print;

import io.pharos.promql.ast.Expr;
import java.util.IdentityHashMap;
import java.util.Map;

/** Hears where in a printed text each node starts and ends. */
interface Spans {
    /** For who does not care. */
    Spans IGNORED = new Spans() {
        @Override
        public void starts(Expr node, int at) {}

        @Override
        public void ends(Expr node, int at) {}
    };

    void starts(Expr node, int at);

    void ends(Expr node, int at);

    /** Remembers the text of each node. */
    final class Recorded implements Spans {
        private record Span(int start, int end) {}

        private final StringBuilder text;
        private final Map<Expr, Span> spans = new IdentityHashMap<>();

        Recorded(StringBuilder text) {
            this.text = text;
        }

        @Override
        public void starts(Expr node, int at) {
            spans.put(node, new Span(at, at));
        }

        @Override
        public void ends(Expr node, int at) {
            spans.computeIfPresent(node, (_, span) -> new Span(span.start, at));
        }

        /** Whether a node's text has more bytes than this. */
        boolean isLonger(Expr node, int bytes) {
            Span span = span(node);
            int count = 0;
            for (int i = span.start; i < span.end && count <= bytes; i++) {
                count += bytes(text.charAt(i));
            }
            return count > bytes;
        }

        /** How many bytes of UTF-8 a char is; each half of a surrogate pair is two of the four. */
        private static int bytes(char c) {
            if (c < 0x80) {
                return 1;
            }
            return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }

        void append(StringBuilder out, Expr node) {
            Span span = span(node);
            out.append(text, span.start, span.end);
        }

        private Span span(Expr node) {
            return spans.getOrDefault(node, new Span(0, 0));
        }
    }
}
