package io.pharos.promql.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What each function does, from {@code functions.txt}: a name, a sentence in English, one in Chinese, separated by
 * bars. {@code {1}} stands for the first operand, and so on; {@code {*}} for all operands after those named.
 */
record FunctionWords(String english, String chinese) {
    private static final Map<String, FunctionWords> BY_NAME = load();

    static FunctionWords of(String function) {
        FunctionWords words = BY_NAME.get(function);
        if (words == null) {
            throw new IllegalStateException("functions.txt does not know " + function);
        }
        return words;
    }

    /** The template with its operands in place; one that was left out becomes the text for nothing. */
    static String fill(String template, List<String> operands, String nothing) {
        String text = template;
        int named = 0;
        for (int i = 1; i <= 5; i++) {
            if (text.contains("{" + i + "}")) {
                named = i;
                text = text.replace("{" + i + "}", i <= operands.size() ? operands.get(i - 1) : nothing);
            }
        }
        List<String> others = operands.subList(Math.min(named, operands.size()), operands.size());
        return text.replace("{*}", String.join(", ", others));
    }

    private static Map<String, FunctionWords> load() {
        try (InputStream in = FunctionWords.class.getResourceAsStream("functions.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| "))
                    .collect(Collectors.toUnmodifiableMap(
                            parts -> parts[0], parts -> new FunctionWords(parts[1], parts[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
