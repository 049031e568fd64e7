package io.pharos.collector.cardinality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropRuleTest {
    private static final Map<String, String> SERIES =
            Map.of("__name__", "http_requests_total", "path", "/tmp/a", "code", "200");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http_requests_total                                  | true",
                "{__name__=~'http_.*'}                                | true",
                "http_requests_total{path=~'/tmp/.*'}                 | true",
                "http_requests_total{path=~'/tmp'}                    | false",
                "http_requests_total{path=~'/tmp/.*',code!='200'}     | false",
                "http_requests_total{path!~'/srv/.*',zone=''}         | true",
                "other{path=~'/tmp/.*'}                               | false"
            },
            quoteCharacter = '`')
    void matchesAsQueriesDo(String selector, boolean expected) {
        assertThat(DropRule.parse(selector).matches(SERIES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{path!='x'}",
                "{path=~'.*'}",
                "sum(up)",
                "up[5m]",
                "up{path=~'('}",
                "up offset 5m extra"
            })
    void refusesWhatIsNoSelectorOrWouldLeaveEverythingOut(String selector) {
        assertThatThrownBy(() -> DropRule.parse(selector))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("drop-rule.malformed"));
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> DropRule.parse("up{a=\"" + "x".repeat(5000) + "\"}"))
                .isInstanceOf(Problem.class);
    }
}
