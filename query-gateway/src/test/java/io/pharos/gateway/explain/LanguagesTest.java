package io.pharos.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.explain.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh | CHINESE",
                "zh-CN,zh;q=0.9,en;q=0.8 | CHINESE",
                "en;q=0.5, zh;q=0.9 | CHINESE",
                "fr, en-GB;q=0.7, zh;q=0.3 | ENGLISH",
                "zh;q=0, de | ENGLISH",
                "* | ENGLISH",
                ";;q=x | ENGLISH"
            })
    void takesTheBestLikedOfOurs(String header, Language language) {
        assertThat(Languages.preferred(List.of(header))).isEqualTo(language);
    }

    @Test
    void isEnglishWhereNothingIsSaid() {
        assertThat(Languages.preferred(List.of())).isEqualTo(Language.ENGLISH);
    }
}
