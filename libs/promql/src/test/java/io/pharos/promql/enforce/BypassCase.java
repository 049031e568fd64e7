package io.pharos.promql.enforce;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One trick of the corpus in {@code src/test/resources/bypass}. A file is one kind of trick; blocks are separated by
 * empty lines, {@code #} at the start of a line is a comment, a line that starts with four spaces continues the one
 * before it. Keys: {@code env}, {@code query} or {@code match}, then {@code becomes} or {@code refused} (a problem's code, or
 * {@code parse}), and {@code replaced} for what the policy of replacing makes of it.
 */
record BypassCase(String file, List<Line> lines) {
    static final TenantId TENANT = new TenantId("acme");

    record Line(String key, String value) {}

    static Stream<BypassCase> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/bypass"))) {
            return files.sorted().flatMap(BypassCase::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isQuery() {
        return !values("query").isEmpty();
    }

    String query() {
        return values("query").getFirst();
    }

    /** The match[] parameters; {@code (none)} stands for none given. */
    List<String> matches() {
        List<String> given = values("match");
        return given.equals(List.of("(none)")) ? List.of() : given;
    }

    List<String> values(String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .map(Line::value)
                .toList();
    }

    Bounds bounds(ForeignMatchers policy) {
        Bounds bounds = Bounds.of(TENANT).meeting(policy);
        for (String environment : values("env")) {
            bounds = bounds.within(new Environment(environment));
        }
        return bounds;
    }

    @Override
    public String toString() {
        return file + ": " + (isQuery() ? query() : "match[] " + matches());
    }

    private static Stream<BypassCase> read(Path file) {
        try {
            String name = file.getFileName().toString();
            return Stream.of(Files.readString(file).split("\n\n+"))
                    .map(BypassCase::block)
                    .filter(lines -> !lines.isEmpty())
                    .map(lines -> new BypassCase(name, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> block(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("    ")) {
                Line last = lines.removeLast();
                lines.add(new Line(last.key(), last.value() + "\n" + line.substring(4)));
            } else if (!line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                lines.add(new Line(parts[0], parts[1]));
            }
        }
        return lines;
    }
}
