package io.pharos.gateway.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "up; up; true",
                "up; up{a=\"b\"}; false",
                "up*; up{a=\"b\"}; true",
                "*; anything; true",
                "*[*]*; rate(up[5m]); true",
                "*rate(*[30d]*; sum(rate(x[30d])); true",
                "*rate(*[30d]*; sum(rate(x[3d])); false",
                "a*b*c; aXbXbXc; true",
                "a*b*c; aXcXb; false",
                "**; x; true"
            })
    void aStarIsAnyText(String pattern, String text, boolean matches) {
        assertThat(BlockRule.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void aSpitefulPatternTakesNoTime() {
        String pattern = "*a".repeat(500) + "b";
        assertThat(BlockRule.matches(pattern, "a".repeat(60_000))).isFalse();
    }

    @Test
    void aRuleMayBeOneUsers() {
        BlockRule rule = new BlockRule("heavy", "*", "too heavy", "bob", "alice", Instant.EPOCH);
        assertThat(rule.blocks("bob", "up")).isTrue();
        assertThat(rule.blocks("carol", "up")).isFalse();
    }

    @Test
    void aRuleSaysWhatAndWhy() {
        assertThatThrownBy(() -> new BlockRule("No Name", "*", "why", null, "a", Instant.EPOCH))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new BlockRule("name", " ", "why", null, "a", Instant.EPOCH))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new BlockRule("name", "*", "", null, "a", Instant.EPOCH))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("users are told");
    }
}
