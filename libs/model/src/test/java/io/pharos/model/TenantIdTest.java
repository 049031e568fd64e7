package io.pharos.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "a-1", "a0123456789012345678901234567890123456b9"})
    void acceptsNamesThatCanStandInAHostName(String name) {
        assertThat(new TenantId(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1a",
                "a-",
                "A",
                "a_b",
                "a.b",
                "a/b",
                "a b",
                "acme\n",
                "é",
                "default",
                "platform",
                "pharos",
                "a01234567890123456789012345678901234567890"
            })
    void refusesEverythingElse(String name) {
        assertThat(TenantId.parse(name)).isEmpty();
        assertThatThrownBy(() -> new TenantId(name))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void printsAsItsName() {
        assertThat(new TenantId("acme")).hasToString("acme");
    }
}
