package io.pharos.alert.unittest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result in the XML that build servers read: a suite a file, a case a group of tests. */
final class JUnitReport {
    private record Case(String name, List<String> failures, double seconds) {}

    private record Suite(String file, List<Case> cases) {}

    private final List<Suite> suites = new ArrayList<>();

    void begin(String file) {
        suites.add(new Suite(file, new ArrayList<>()));
    }

    void add(String name, List<String> failures, double seconds) {
        suites.getLast().cases().add(new Case(name, failures, seconds));
    }

    String xml() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (Suite suite : suites) {
            long failed =
                    suite.cases().stream().filter(c -> !c.failures().isEmpty()).count();
            out.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n"
                    .formatted(escaped(suite.file()), suite.cases().size(), failed));
            suite.cases().forEach(c -> add(out, suite, c));
            out.append("  </testsuite>\n");
        }
        return out.append("</testsuites>\n").toString();
    }

    private static void add(StringBuilder out, Suite suite, Case test) {
        out.append(String.format(
                Locale.ROOT,
                "    <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\">\n",
                escaped(suite.file()),
                escaped(test.name()),
                test.seconds()));
        for (String failure : test.failures()) {
            String first = failure.lines().findFirst().orElse("");
            out.append("      <failure message=\"%s\">%s</failure>\n".formatted(escaped(first), escaped(failure)));
        }
        out.append("    </testcase>\n");
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
