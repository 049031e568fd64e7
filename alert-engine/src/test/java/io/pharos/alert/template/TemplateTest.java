package io.pharos.alert.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.alert.Script;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.template.function.Budget;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.syntax.TemplateSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_500);
    private static final TemplateData DATA = new TemplateData(
            Labels.of(Map.of("instance", "web-1.shop.example:9100", "job", "shop", "name", "a<b>")),
            Labels.of(Map.of("region", "eu")),
            URI.create("https://alerts.example/acme"),
            0.98765,
            NOW,
            AlertFacts.of("up == 0", Duration.ofMinutes(5), Duration.ofMinutes(1), NOW),
            TemplateTest::query);

    static Stream<Script.Case> functions() {
        return Script.lines("/template/functions.txt");
    }

    static Stream<Script.Case> language() {
        return Script.cases("/template/language.txt");
    }

    static Stream<Script.Case> refused() {
        return Script.lines("/template/refused.txt");
    }

    @ParameterizedTest
    @MethodSource({"functions", "language"})
    void expandsAsGoDoes(Script.Case given) {
        assertThat(expand(given.input())).isEqualTo(given.expected());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tellsWhatIsWrongAndWhere(Script.Case given) {
        TemplateSyntaxException refusal =
                catchThrowableOfType(TemplateSyntaxException.class, () -> Template.parse(given.input()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.position() + " " + refusal.getMessage()).isEqualTo(given.expected());
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThatThrownBy(() -> Template.parse("x".repeat(70_000))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> Template.parse("{{" + "(".repeat(30_000) + "}}"))
                .hasMessageContaining("nested more than 100 deep");
        assertThatThrownBy(() -> Template.parse("{{ if 1 }}".repeat(5_000)))
                .hasMessageContaining("nested more than 100 deep");
    }

    @Test
    void anElseIfChainIsBoundedToo() {
        String chain = "{{ if 0 }}" + "{{ else if 0 }}".repeat(4_000) + "{{ end }}";
        assertThatThrownBy(() -> Template.parse(chain)).hasMessageContaining("nested more than 100 deep");
    }

    @Test
    @Timeout(10)
    void aRegularExpressionCannotExplode() {
        assertThat(expand("{{ match \"^(a+)+$\" \"" + "a".repeat(5_000) + "b\" }}"))
                .isEqualTo("false");
        assertThat(expand("{{ match \"((a{100}){100}){100}\" \"a\" }}")).startsWith("<error expanding template: ");
    }

    @Test
    void looksAtTheClock() {
        AtomicLong nanos = new AtomicLong();
        Budget budget = new Budget(1_000, 10, Duration.ofNanos(10), nanos::get);
        budget.checkTime();
        nanos.set(11);
        assertThatThrownBy(budget::checkTime)
                .isInstanceOf(ExpansionException.class)
                .hasMessage("took too long");
    }

    private static String expand(String text) {
        return Template.parse(text).expandOrTell(DATA, TemplateLimits.standard());
    }

    private static List<Sample.Number> query(String expression) {
        return switch (expression) {
            case "up" ->
                List.of(
                        new Sample.Number(Labels.of(Map.of("instance", "b")), 2),
                        new Sample.Number(Labels.of(Map.of("instance", "a")), 1));
            case "nothing" -> List.of();
            default -> throw new ExpansionException("the engine is away");
        };
    }
}
