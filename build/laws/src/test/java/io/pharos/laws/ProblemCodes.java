package io.pharos.laws;

import io.pharos.model.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every problem that the suite's sources can answer with, read from where it is thrown. */
record ProblemCodes(Map<String, Set<Case>> cases) {
    private static final Pattern THROWN = Pattern.compile(
            "Kind\\.([A-Z_]+),\\s*\"([a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*)\",\\s*((?:[^;\"]|\"(?:[^\"\\\\]|\\\\.)*\")*?);");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One way to meet a code: its kind, and its detail with {@code …} for what is only known then. */
    record Case(Kind kind, String detail) implements Comparable<Case> {
        @Override
        public int compareTo(Case other) {
            return (kind + detail).compareTo(other.kind + other.detail);
        }
    }

    /** Reads the sources of all modules. */
    static ProblemCodes of(Project project) {
        Map<String, Set<Case>> cases = new TreeMap<>();
        for (Path source : project.sources("main")) {
            Matcher thrown = THROWN.matcher(Project.read(source));
            while (thrown.find()) {
                cases.computeIfAbsent(thrown.group(2), code -> new TreeSet<>())
                        .add(new Case(Kind.valueOf(thrown.group(1)), detail(thrown.group(3))));
            }
        }
        return new ProblemCodes(cases);
    }

    /** Codes that stand for more than one kind. */
    List<String> ambiguous() {
        return cases.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().map(Case::kind).distinct().count() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The reference page. */
    String page() {
        StringBuilder page = new StringBuilder("""
                # Problem codes

                Every refusal of the suite's own APIs is `application/problem+json` (RFC 9457) with a stable `code`; its
                `type` is `urn:pharos:problem:` and the code. Generated from the sources; do not edit.

                | code | status | what to do |
                |---|---|---|
                """);
        cases.forEach((code, ways) ->
                page.append("| `%s` | %d %s | %s |\n".formatted(code, status(ways), title(ways), details(ways))));
        return page.toString();
    }

    private static int status(Set<Case> ways) {
        return ways.iterator().next().kind().status();
    }

    private static String title(Set<Case> ways) {
        return ways.iterator().next().kind().title();
    }

    private static String details(Set<Case> ways) {
        return ways.stream().map(Case::detail).distinct().collect(Collectors.joining("<br>"));
    }

    /** The sentence, with an ellipsis for each part that is not a literal. */
    private static String detail(String expression) {
        StringBuilder text = new StringBuilder();
        Matcher literal = LITERAL.matcher(expression);
        int from = 0;
        while (literal.find()) {
            boolean parted =
                    from > 0 && expression.substring(from, literal.start()).matches("(?s).*\\w.*");
            text.append(parted ? "…" : "").append(literal.group(1));
            from = literal.end();
        }
        String plain = text.toString().replace("\\\"", "\"").replace("|", "\\|").replace("<", "&lt;");
        return plain.isEmpty() ? "as the detail says" : plain;
    }
}
