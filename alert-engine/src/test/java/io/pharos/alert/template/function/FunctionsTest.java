package io.pharos.alert.template.function;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.pharos.alert.template.Template;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    @Test
    void everyFunctionIsKnownToTheParser() {
        for (String name : new TreeSet<>(Functions.names())) {
            assertThatCode(() -> Template.parse("{{ " + name + " }}")).doesNotThrowAnyException();
        }
    }
}
