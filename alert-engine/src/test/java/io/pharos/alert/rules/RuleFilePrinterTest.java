package io.pharos.alert.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.Promtool;
import io.pharos.alert.rules.RuleFilePrinter.Target;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilePrinterTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final RuleGroup GROUP = RuleFileParser.parseGroup(ACME, """
            name: everything
            interval: 90s
            query_offset: 1m
            limit: 3
            labels: {team: "42", level: group}
            eval_offset: 5s
            concurrency: 2
            rules:
              - record: a:b
                expr: sum(up)
                labels: {level: "yes"}
              - alert: Down
                expr: |-
                  up
                    == 0
                for: 1d
                keep_firing_for: 5m
                labels: {severity: "{{ $value }}"}
                annotations: {summary: "it's: 5 # down", runbook: "https://x/y?z"}
            """, RuleLimits.mimir());

    @Property(tries = 300)
    void whatIsWrittenIsReadAsTheSame(@ForAll("groups") RuleGroup group) {
        RuleFile file = new RuleFile(List.of(group));
        String text = RuleFilePrinter.print(file, Target.PHAROS);
        assertThat(RuleFileParser.parse(ACME, text, RuleLimits.ofSizeOnly())).isEqualTo(file);
    }

    @Provide
    Arbitrary<RuleGroup> groups() {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("aZ0_-.:#'\"\\&*!|>%@`~?,[] \n\té中\u0000\u2028")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(1, 100_000_000).map(Duration::ofMillis);
        return Combinators.combine(
                        words, durations, words, words, Arbitraries.integers().between(0, 9))
                .as((name, duration, key, value, number) -> new RuleGroup(
                        name,
                        duration,
                        duration,
                        number,
                        new TreeMap<>(Map.of(key, value)),
                        duration.negated(),
                        1 + number,
                        List.of(alert(name, key, value, duration))));
    }

    private static Rule alert(String name, String key, String value, Duration duration) {
        return new Rule.Alerting(
                name,
                expression("up{a=\"b\"}\n  > " + duration.toMillis()),
                duration,
                duration,
                new TreeMap<>(Map.of(key, value)),
                new TreeMap<>(Map.of(key, value)));
    }

    private static RuleExpression expression(String text) {
        return new RuleExpression(text, PromqlParser.parse(text, ParserOptions.everything()));
    }

    @Test
    void writesForPeople() {
        assertThat(RuleFilePrinter.print(GROUP)).isEqualTo("""
                name: everything
                interval: 1m30s
                query_offset: 1m
                limit: 3
                eval_offset: 5s
                concurrency: 2
                labels:
                  level: group
                  team: "42"
                rules:
                  - record: a:b
                    expr: sum(up)
                    labels:
                      level: "yes"
                  - alert: Down
                    expr: |-
                      up
                        == 0
                    for: 1d
                    keep_firing_for: 5m
                    labels:
                      severity: "{{ $value }}"
                    annotations:
                      runbook: https://x/y?z
                      summary: "it's: 5 # down"
                """);
    }

    @Test
    void leavesOutForPrometheusWhatItDoesNotKnow() {
        String three = RuleFilePrinter.print(new RuleFile(List.of(GROUP)), Target.PROMETHEUS_3);
        assertThat(three).contains("query_offset").doesNotContain("eval_offset", "concurrency");
        String two = RuleFilePrinter.print(new RuleFile(List.of(GROUP)), Target.PROMETHEUS_2);
        RuleGroup read =
                RuleFileParser.parse(ACME, two, RuleLimits.mimir()).groups().getFirst();
        assertThat(read.queryOffset()).isNull();
        assertThat(read.labels()).isEmpty();
        assertThat(read.rules().getFirst().labels()).containsEntry("team", "42").containsEntry("level", "yes");
    }

    @Test
    void promtoolTakesWhatIsWrittenForIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("rules.yml"), RuleFilePrinter.print(new RuleFile(List.of(GROUP)), Target.PROMETHEUS_2));
        String said = Promtool.accepts("check", "rules", file.toString());
        assertThat(said).contains("2 rules found");
    }
}
