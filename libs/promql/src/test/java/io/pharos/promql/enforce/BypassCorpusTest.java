package io.pharos.promql.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known way around a tenant's wall, each with what becomes of it here. */
class BypassCorpusTest {
    static Stream<BypassCase> cases() {
        return BypassCase.all();
    }

    static Stream<BypassCase> replacedCases() {
        return cases().filter(trick -> !trick.values("replaced").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedOrHeldToTheTenant(BypassCase trick) {
        List<String> refused = trick.values("refused");
        if (refused.isEmpty()) {
            assertThat(enforce(trick, ForeignMatchers.REFUSE)).isEqualTo(trick.values("becomes"));
        } else {
            assertThat(refusal(trick)).isEqualTo(refused.getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("replacedCases")
    void foreignMatchersGiveWayWhereConfigured(BypassCase trick) {
        assertThat(enforce(trick, ForeignMatchers.REPLACE)).isEqualTo(trick.values("replaced"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void replacingNeverLetsMoreThroughThanRefusing(BypassCase trick) {
        if (trick.values("refused").isEmpty()) {
            assertThat(enforce(trick, ForeignMatchers.REPLACE)).isEqualTo(trick.values("becomes"));
        }
    }

    @Test
    void theCorpusIsWhole() {
        assertThat(cases().map(BypassCase::file).distinct()).hasSizeGreaterThan(15);
        assertThat(cases())
                .allSatisfy(trick -> assertThat(trick.values("refused").isEmpty()
                                != trick.values("becomes").isEmpty())
                        .isTrue());
    }

    private static String refusal(BypassCase trick) {
        return switch (catchRuntimeException(() -> enforce(trick, ForeignMatchers.REFUSE))) {
            case PromqlException _ -> "parse";
            case Problem problem -> {
                assertThat(problem.kind()).isNotEqualTo(Kind.INTERNAL);
                yield problem.code();
            }
            case null -> "let through";
            case RuntimeException other -> throw other;
        };
    }

    private static List<String> enforce(BypassCase trick, ForeignMatchers policy) {
        Bounds bounds = trick.bounds(policy);
        if (trick.isQuery()) {
            var expr = PromqlParser.parse(trick.query(), ParserOptions.everything());
            return List.of(EnforcedQuery.of(bounds, expr).text());
        }
        return EnforcedSelectors.of(bounds, trick.matches()).texts();
    }
}
