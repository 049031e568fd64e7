package io.pharos.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void readsUrlAndFormTogether() {
        Parameters parameters = Parameters.parse("match[]=up&start=1", "match%5B%5D=a%7Bb%3D%22c+d%22%7D&end=2");

        assertThat(parameters.every("match[]")).containsExactly("up", "a{b=\"c d\"}");
        assertThat(parameters.single("start")).hasValue("1");
        assertThat(parameters.single("end")).hasValue("2");
        assertThat(parameters.single("time")).isEmpty();
    }

    @Test
    void holdsAValueThatIsEmptyForMissing() {
        assertThat(Parameters.parse("time=&query", "").single("time")).isEmpty();
        assertThat(Parameters.parse("time=&query", "").single("query")).isEmpty();
    }

    @Test
    void decodesUtf8() {
        assertThat(Parameters.parse("query=%E6%B8%A9%2B1", "").single("query")).hasValue("温+1");
        assertThat(Parameters.parse("", "query=温%20度").single("query")).hasValue("温 度");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query=up&query=up", "query=up&%71uery=down", "query=&query=up"})
    void refusesASingleValuedParameterGivenTwice(String text) {
        Parameters parameters = Parameters.parse(text, "");
        assertThatThrownBy(() -> parameters.single("query"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("request.repeated-parameter");
    }

    @Test
    void refusesTheSameParameterInUrlAndForm() {
        Parameters parameters = Parameters.parse("query=up", "query=up");
        assertThatThrownBy(() -> parameters.single("query")).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query=up;extra_label=x",
                "query=%zz",
                "query=%4",
                "query=%",
                "query=a%00b",
                "query=a\0b",
                "query=%ff",
                "a;b=1",
                "query=%-1"
            })
    void refusesWhatParsersReadDifferently(String text) {
        assertThatThrownBy(() -> Parameters.parse(text, ""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("request.malformed-parameters");
        assertThatThrownBy(() -> Parameters.parse("", text)).isInstanceOf(Problem.class);
    }

    @Test
    void takesAThousandParametersAndNotOneMore() {
        String thousand = "match[]=a&".repeat(1_000);
        assertThat(Parameters.parse(thousand, "").size()).isEqualTo(1_000);
        assertThatThrownBy(() -> Parameters.parse(thousand, "hidden=y"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("request.too-many-parameters");
    }
}
