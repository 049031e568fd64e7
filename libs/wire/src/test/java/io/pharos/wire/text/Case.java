package io.pharos.wire.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of a script: {@code # name}, then the text's lines after {@code | } (or after {@code ~ }, with no line break
 * at the end), then what it must give, after {@code => }.
 */
record Case(String name, StringBuilder text, List<String> expected) {
    static List<Case> all(String resource) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Case.class.getResourceAsStream("/exposition/" + resource)) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    cases.add(new Case(line.substring(2), new StringBuilder(), new ArrayList<>()));
                } else if (!line.isEmpty()) {
                    cases.getLast().take(line);
                }
            }
        }
        return cases;
    }

    private void take(String line) {
        String content = line.length() < 2 ? "" : line.substring(2);
        switch (line.charAt(0)) {
            case '|' -> text.append(content).append('\n');
            case '~' -> text.append(content);
            case '=' -> expected.add(content.strip());
            default -> throw new IllegalArgumentException(line);
        }
    }
}
