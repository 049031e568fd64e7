package io.pharos.alert.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.series.Labels;
import io.pharos.alert.template.syntax.TemplateSyntaxException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplatePropertyTest {
    private static final TemplateData DATA = new TemplateData(
            Labels.NONE,
            Labels.NONE,
            URI.create(""),
            1,
            Instant.EPOCH,
            AlertFacts.of("up", Duration.ZERO, Duration.ofMinutes(1), Instant.EPOCH),
            expression -> List.of());

    /** Pieces of templates in any order. */
    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{-",
                        "-}}",
                        " ",
                        "if",
                        "else",
                        "end",
                        "range",
                        "with",
                        "define",
                        "\"a\"",
                        "template",
                        "block",
                        "break",
                        "$x",
                        ":=",
                        "=",
                        "|",
                        "(",
                        ")",
                        ".",
                        ".Labels",
                        ".x",
                        "printf",
                        "\"%d%s%\"",
                        "5",
                        "1.5",
                        "$value",
                        "$labels",
                        "len",
                        "index",
                        "slice",
                        "and",
                        "nil",
                        "true",
                        "text",
                        ",",
                        "humanize",
                        "reReplaceAll",
                        "`(a*)*$`",
                        "'c'",
                        "/*",
                        "*/",
                        "{{ if 1 }}",
                        "{{ end }}",
                        "{{ range 3 }}",
                        "{{ $value }}",
                        "toTime",
                        "args",
                        "eq",
                        "lt",
                        "\\",
                        "query",
                        "first")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join(" ", pieces));
    }

    @Property(tries = 3_000)
    void noTemplateDoesMoreThanRefuseOrAnswer(@ForAll("soup") String text) {
        try {
            String expanded = Template.parse(text).expandOrTell(DATA, TemplateLimits.standard());
            assertThat(expanded.length()).isLessThan(70_000);
        } catch (TemplateSyntaxException e) {
            assertThat(e.position()).isBetween(0, text.length());
        }
    }

    @Property(tries = 1_000)
    void anyTextIsRefusedOrAnswered(@ForAll String text) {
        noTemplateDoesMoreThanRefuseOrAnswer("{{" + text);
    }
}
