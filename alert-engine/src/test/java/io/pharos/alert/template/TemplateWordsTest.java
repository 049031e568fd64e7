package io.pharos.alert.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.template.function.Functions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateWordsTest {
    @Test
    void everyWordTheParserKnowsIsThere() {
        Set<String> eager = new HashSet<>(TemplateWords.FUNCTIONS);
        eager.removeAll(Functions.LAZY);
        assertThat(eager).allSatisfy(name -> assertThat(Functions.named(name)).isNotNull());
    }
}
