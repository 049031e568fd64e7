package io.pharos.promql.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks through an expression and finds the first thing wrong with it, as Go's parser does. */
final class RegexParser {
    private static final String MISSING_ARGUMENT = "missing argument to repetition operator";
    private static final String BAD_FLAGS = "invalid or unsupported Perl syntax";

    /** A parenthesis, or the whole expression: the branches that are complete, and the one that is being read. */
    private static final class Group {
        @Nullable
        Piece branches;

        @Nullable
        Piece before;

        @Nullable
        Piece last;

        void add(Piece piece) {
            if (last != null) {
                before = before == null ? last : before.then(last);
            }
            last = piece;
        }

        void endBranch() {
            Piece rest = last == null ? Piece.EMPTY : last;
            Piece branch = before == null ? rest : before.then(rest);
            branches = branches == null ? branch : branches.or(branch);
            before = null;
            last = null;
        }

        Piece whole() {
            endBranch();
            return branches == null ? Piece.EMPTY : branches;
        }
    }

    private final RegexText text;
    private final CharacterClasses classes;
    private final Deque<Group> outer = new ArrayDeque<>();
    private Group group = new Group();
    private int lastRepeat = -1;

    RegexParser(String pattern) {
        this.text = new RegexText(pattern);
        this.classes = new CharacterClasses(text);
    }

    /** Whether the expression matches the empty string. */
    boolean parse() throws BadRegex {
        while (!text.atEnd()) {
            int start = text.pos;
            boolean repeat = step();
            lastRepeat = repeat ? start : -1;
        }
        if (!outer.isEmpty()) {
            throw new BadRegex("missing closing )", text.pattern);
        }
        Piece whole = group.whole();
        whole.checkLimits(text.pattern);
        return whole.nullable();
    }

    /** Reads one piece; true if it was a repetition. */
    private boolean step() throws BadRegex {
        switch (text.peek()) {
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                text.pos++;
                group.endBranch();
            }
            case '^', '$' -> {
                text.pos++;
                group.add(Piece.EMPTY);
            }
            case '[' -> {
                classes.readClass();
                group.add(Piece.CHARACTER);
            }
            case '*', '+', '?' -> {
                boolean optional = text.pattern.charAt(text.pos++) != '+';
                repeat(text.pos - 1, piece -> piece.repeated(optional));
                return true;
            }
            case '{' -> {
                return count();
            }
            case '\\' -> escape();
            default -> {
                text.next();
                group.add(Piece.CHARACTER);
            }
        }
        return false;
    }

    private void repeat(int start, UnaryOperator<Piece> change) throws BadRegex {
        if (text.peek() == '?') {
            text.pos++;
        }
        if (lastRepeat >= 0) {
            throw new BadRegex("invalid nested repetition operator", text.since(lastRepeat));
        }
        if (group.last == null) {
            throw new BadRegex(MISSING_ARGUMENT, text.since(start));
        }
        group.last = change.apply(group.last);
        group.last.checkLimits(text.pattern);
    }

    private boolean count() throws BadRegex {
        int start = text.pos;
        RepeatCount count = RepeatCount.read(text);
        if (count == null) {
            text.pos = start + 1;
            group.add(Piece.CHARACTER);
            return false;
        }
        if (!count.isValid()) {
            throw new BadRegex("invalid repeat count", text.since(start));
        }
        repeat(start, piece -> piece.counted(count.min(), count.max()));
        if (group.last != null && count.multiplies() && group.last.isRepeatedTooOften()) {
            throw new BadRegex("invalid repeat count", text.since(start));
        }
        return true;
    }

    private void open() throws BadRegex {
        if (text.peek(1) == '?') {
            perlGroup();
        } else {
            text.pos++;
            enter();
        }
    }

    private void enter() {
        outer.push(group);
        group = new Group();
    }

    private void close() throws BadRegex {
        if (outer.isEmpty()) {
            throw new BadRegex("unexpected )", text.pattern);
        }
        Piece inner = group.whole().nested();
        inner.checkLimits(text.pattern);
        group = outer.pop();
        group.add(inner);
        text.pos++;
    }

    private void perlGroup() throws BadRegex {
        if (text.startsWith("(?P<") && text.peek(4) != RegexText.END) {
            namedGroup(4);
        } else if (text.startsWith("(?<") && text.peek(3) != RegexText.END) {
            namedGroup(3);
        } else {
            flags();
        }
    }

    private void namedGroup(int prefix) throws BadRegex {
        int start = text.pos;
        int end = text.pattern.indexOf('>', start);
        if (end < 0) {
            text.checkUtf8(start, text.pattern.length());
            throw new BadRegex("invalid named capture", text.rest());
        }
        text.checkUtf8(start + prefix, end);
        String name = text.pattern.substring(start + prefix, end);
        text.pos = end + 1;
        if (!name.matches("[0-9A-Za-z_]+")) {
            throw new BadRegex("invalid named capture", text.since(start));
        }
        enter();
    }

    /** Flags for the rest of the group, {@code (?i)}, or for a group of their own, {@code (?i:…)}. */
    private void flags() throws BadRegex {
        int start = text.pos;
        text.pos += 2;
        boolean negative = false;
        boolean any = false;
        while (!text.atEnd()) {
            switch (text.next()) {
                case 'i', 'm', 's', 'U' -> any = true;
                case '-' -> {
                    if (negative) {
                        throw new BadRegex(BAD_FLAGS, text.since(start));
                    }
                    negative = true;
                    any = false;
                }
                case ':', ')' -> {
                    endFlags(start, negative && !any);
                    return;
                }
                default -> throw new BadRegex(BAD_FLAGS, text.since(start));
            }
        }
        throw new BadRegex(BAD_FLAGS, text.since(start));
    }

    private void endFlags(int start, boolean nothingNegated) throws BadRegex {
        if (nothingNegated) {
            throw new BadRegex(BAD_FLAGS, text.since(start));
        }
        if (text.pattern.charAt(text.pos - 1) == ':') {
            enter();
        }
    }

    private void escape() throws BadRegex {
        switch (text.peek(1)) {
            case 'A', 'z', 'B' -> between(Piece.EMPTY);
            case 'b' -> between(Piece.WORD_BOUNDARY);
            case 'C' -> throw new BadRegex("invalid escape sequence", "\\C");
            case 'Q' -> literalText();
            default -> {
                classes.readEscape();
                group.add(Piece.CHARACTER);
            }
        }
    }

    private void between(Piece piece) {
        text.pos += 2;
        group.add(piece);
    }

    private void literalText() throws BadRegex {
        int end = text.pattern.indexOf("\\E", text.pos + 2);
        int stop = end < 0 ? text.pattern.length() : end;
        text.pos += 2;
        RegexText literal = new RegexText(text.pattern.substring(text.pos, stop));
        while (!literal.atEnd()) {
            literal.next();
            group.add(Piece.CHARACTER);
        }
        text.pos = end < 0 ? stop : end + 2;
    }
}
