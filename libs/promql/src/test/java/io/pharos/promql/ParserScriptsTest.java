package io.pharos.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.print.Printer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts in {@code parser/}: queries with their canonical text, or with every error that they have. */
class ParserScriptsTest {
    private record Case(String query, List<String> expected) {}

    @TestFactory
    Stream<DynamicTest> scripts() {
        return Stream.of("selectors", "durations", "operators", "calls", "literals")
                .flatMap(name -> cases("/parser/" + name + ".txt").stream())
                .map(c -> DynamicTest.dynamicTest(
                        c.query, () -> assertThat(answer(c.query)).isEqualTo(c.expected)));
    }

    private static List<String> answer(String query) {
        try {
            return List.of("  = " + Printer.print(PromqlParser.parse(query, ParserOptions.everything())));
        } catch (PromqlException e) {
            return e.errors().stream().map(error -> "  ! " + error.text()).toList();
        }
    }

    private static List<Case> cases(String resource) {
        List<Case> cases = new ArrayList<>();
        for (String block : read(resource).split("\n\n")) {
            List<String> lines = block.lines().toList();
            if (!block.startsWith("# ") || block.contains("\n  ! ")) {
                cases.add(new Case(lines.getFirst(), lines.subList(1, lines.size())));
            }
        }
        return cases;
    }

    private static String read(String resource) {
        try (InputStream in = ParserScriptsTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }
}
