package io.pharos.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A text file of test cases: {@code === name}, input, {@code >>>}, what is expected. Lines before the first case are comment. */
public final class Script {
    /** One case; the texts end without a line break. */
    public record Case(String name, String input, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Script() {}

    public static Stream<Case> cases(String resource) {
        String[] parts = ("\n" + read(resource)).split("\n=== ");
        return Arrays.stream(parts).skip(1).map(Script::parse);
    }

    /** A file of one case a line: input, {@code =>}, what is expected; empty lines and those that start with # are comment. */
    public static Stream<Case> lines(String resource) {
        return read(resource)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Script::line);
    }

    private static Case line(String line) {
        int split = line.lastIndexOf(" => ");
        return new Case(line, line.substring(0, split), line.substring(split + 4));
    }

    private static Case parse(String part) {
        int name = part.indexOf('\n');
        int split = part.indexOf("\n>>>\n", name);
        String input = split == name ? "" : part.substring(name + 1, split);
        return new Case(
                part.substring(0, name), input, part.substring(split + 5).stripTrailing());
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
