package io.pharos.wire.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabelStepTest {
    private static final SortedMap<String, String> LABELS =
            new TreeMap<>(Map.of("a", "foo", "b", "bar", "c", "Baz", "__meta_zone", "eu"));

    // sources | regex | target | replacement | action | what is left, or gone; empty columns are Prometheus's defaults
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a      | f(.*)      | d      | ch${1}-$1 | replace   | a=foo b=bar c=Baz d=choo-oo",
                "a,b    | o$         | d      | x         | replace   | a=foo b=bar c=Baz",
                "a,b    | (.*);(.*)  | ${2}   | $1        | replace   | a=foo b=bar bar=foo c=Baz",
                "a      | (.*)       | 0$1x-  | y         | replace   | a=foo b=bar c=Baz",
                "a      | (.*)       | a      | $9        | replace   | b=bar c=Baz",
                "-      | -          | d      | literal$$ | replace   | a=foo b=bar c=Baz d=literal$",
                "c      | -          | d      | -         | lowercase | a=foo b=bar c=Baz d=baz",
                "c      | -          | d      | -         | uppercase | a=foo b=bar c=Baz d=BAZ",
                "c      | -          | d      | -         | hashmod   | a=foo b=bar c=Baz d=940",
                "a      | foo        | -      | -         | keep      | a=foo b=bar c=Baz",
                "a      | fo         | -      | -         | keep      | gone",
                "a      | .*o.*      | -      | -         | drop      | gone",
                "a      | f          | -      | -         | drop      | a=foo b=bar c=Baz",
                "a      | -          | b      | -         | keepequal | gone",
                "a      | -          | b      | -         | dropequal | a=foo b=bar c=Baz",
                "-      | [bc]       | -      | -         | labeldrop | a=foo",
                "-      | [bc]       | -      | -         | labelkeep | b=bar c=Baz",
                "-      | __meta_(.+)| -      | meta_$1   | labelmap  | a=foo b=bar c=Baz meta_zone=eu",
            })
    void doesAsPrometheusDoes(
            String sources, String regex, String target, String replacement, String action, String left) {
        RelabelStep step = new RelabelStep(
                RelabelAction.parse(action).orElseThrow(),
                sources == null ? List.of() : List.of(sources.split(",")),
                RelabelStep.STANDARD_SEPARATOR,
                RelabelStep.regex(regex == null ? RelabelStep.STANDARD_REGEX : regex)
                        .orElseThrow(),
                1000,
                target == null ? "" : target,
                replacement == null ? RelabelStep.STANDARD_REPLACEMENT : replacement);

        assertThat(RelabelStep.apply(List.of(step), LABELS)
                        .map(RelabelStepTest::text)
                        .orElse("gone"))
                .isEqualTo(left);
    }

    @Test
    void knowsActionsAndExpressionsFromOthers() {
        assertThat(RelabelStep.regex("(")).isEmpty();
        assertThat(RelabelAction.parse("KeepEqual")).contains(RelabelAction.KEEPEQUAL);
        assertThat(RelabelAction.parse("explode")).isEmpty();
    }

    private static String text(SortedMap<String, String> labels) {
        StringBuilder out = new StringBuilder();
        labels.forEach((name, value) -> {
            if (!name.startsWith("__")) {
                out.append(out.isEmpty() ? "" : " ").append(name).append('=').append(value);
            }
        });
        return out.toString();
    }
}
