package io.pharos.promql.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.check.Functions;
import org.junit.jupiter.api.Test;

/** Whoever adds a function decides here what the wall has to know of it. */
class FunctionsThatWriteLabelsTest {
    @Test
    void everyFunctionThatTakesStringsIsJudged() {
        assertThat(Functions.all())
                .filteredOn(function -> function.argTypes().contains(ValueType.STRING))
                .extracting(Function::name)
                .as("either OutputLabels refuses the tenant's label for it, or it only reads labels")
                .containsExactlyInAnyOrder(
                        "label_join", "label_replace", "histogram_quantiles", "sort_by_label", "sort_by_label_desc");
    }

    @Test
    void onlyInfoTakesASelectorThatIsNoOperand() {
        assertThat(Functions.all())
                .filteredOn(function -> function.argTypes().stream()
                                .filter(type -> type == ValueType.VECTOR || type == ValueType.MATRIX)
                                .count()
                        > 1)
                .extracting(Function::name)
                .containsExactly("info");
    }
}
