package io.pharos.wire.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our own set of good and bad texts, under {@code exposition}. */
class TextFormatTest {
    @TestFactory
    Stream<DynamicTest> readsPrometheusTexts() throws IOException {
        return tests(TextFormat.PROMETHEUS, "prometheus-good.txt", "prometheus-bad.txt");
    }

    @TestFactory
    Stream<DynamicTest> readsOpenMetricsTexts() throws IOException {
        return tests(TextFormat.OPENMETRICS, "openmetrics-good.txt", "openmetrics-bad.txt");
    }

    @Test
    void namesThePlaceOfBytesThatAreNotUtf8() {
        byte[] text = {'u', 'p', ' ', '1', '\n', 'a', (byte) 0xFF};
        assertThatThrownBy(() -> TextFormat.PROMETHEUS.parse(text, new Printed()))
                .isInstanceOf(BrokenText.class)
                .hasMessage("line 2, column 2: this is not UTF-8");
    }

    private static Stream<DynamicTest> tests(TextFormat format, String good, String bad) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case one : Case.all(good)) {
            tests.add(DynamicTest.dynamicTest(one.name(), () -> {
                assertThat(one.expected()).noneMatch(line -> line.startsWith("error"));
                assertThat(read(format, one)).isEqualTo(one.expected());
            }));
        }
        for (Case one : Case.all(bad)) {
            tests.add(DynamicTest.dynamicTest(one.name(), () -> assertBroken(format, one)));
        }
        assertThat(tests).hasSizeGreaterThan(40);
        return tests.stream();
    }

    private static List<String> read(TextFormat format, Case one) throws BrokenText {
        Printed printed = new Printed();
        format.parse(one.text().toString().getBytes(UTF_8), printed);
        return printed.lines();
    }

    private static void assertBroken(TextFormat format, Case one) {
        Printed printed = new Printed();
        String[] error = one.expected().getLast().split(" ", 3);
        assertThat(error[0]).isEqualTo("error");
        assertThatThrownBy(() -> format.parse(one.text().toString().getBytes(UTF_8), printed))
                .isInstanceOfSatisfying(BrokenText.class, broken -> {
                    assertThat(broken.reason()).contains(error[2]);
                    assertThat(broken.line() + ":" + broken.column()).isEqualTo(error[1]);
                });
        assertThat(printed.lines())
                .isEqualTo(one.expected().subList(0, one.expected().size() - 1));
    }
}
