package io.pharos.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.AlertMachine;
import io.pharos.alert.state.AlertPolicy;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.Observed;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.Step;
import io.pharos.alert.template.AlertFacts;
import io.pharos.alert.template.Template;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.alert.template.function.QuerySource;
import io.pharos.model.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertTemplatesTest {
    private static final String TEXT = """
        name: g
        labels: {team: shop, severity: low}
        rules:
          - alert: Slow
            expr: latency > 1
            labels: {severity: '{{ if gt $value 2.0 }}high{{ else }}middle{{ end }}', alertname: x, job: ""}
            annotations: {summary: '{{ $labels.path }} takes {{ humanizeDuration $value }}', bad: '{{ $value.x }}'}
        """;
    private static final String STEADY = """
        name: g
        rules:
          - alert: Slow
            expr: latency > 1
            annotations: {summary: '{{ $labels.path }} takes {{ humanizeDuration $value }}'}
        """;
    private static final QuerySource NOTHING = query -> List.of();
    private static final AlertMachine MACHINE = new AlertMachine(new AlertPolicy(
            "Slow",
            Duration.ofMinutes(5),
            Duration.ZERO,
            0,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ZERO));

    @Test
    void labelsAreTheSamplesThenTheGroupsThenTheRules() {
        AlertResult result = templates()
                .result(
                        new Sample.Number(
                                Labels.of(Map.of("__name__", "latency", "path", "/pay", "job", "web", "team", "x")),
                                2.5),
                        RuleState.fresh(),
                        Instant.EPOCH,
                        query -> List.of());
        assertThat(result.labels().asMap())
                .isEqualTo(Map.of("alertname", "Slow", "path", "/pay", "severity", "high", "team", "shop"));
        assertThat(result.annotations()).containsEntry("summary", "/pay takes 2.5s");
        assertThat(result.annotations().get("bad")).startsWith("<error expanding template: ");
        assertThat(result.value()).isEqualTo(2.5);
    }

    @Test
    void whatSaysTheSameIsNotExpandedAgain() {
        AlertTemplates templates = templates(STEADY);
        AlertResult said = templates.result(sample("/pay", 2.5), RuleState.fresh(), Instant.EPOCH, NOTHING);
        AlertResult first = new AlertResult(said.labels(), new TreeMap<>(Map.of("summary", "as before")), 2.5);
        Step step = MACHINE.decide(RuleState.fresh(), new Observed.Results(List.of(first)), Instant.EPOCH);

        AlertResult again = templates.result(sample("/pay", 2.5), step.state(), Instant.EPOCH.plusSeconds(60), NOTHING);
        assertThat(again.annotations()).containsEntry("summary", "as before");
        AlertResult other = templates.result(sample("/pay", 3), step.state(), Instant.EPOCH.plusSeconds(60), NOTHING);
        assertThat(other.annotations()).containsEntry("summary", "/pay takes 3s");
        AlertResult edited = templates(STEADY.replace("takes", "needs"))
                .result(sample("/pay", 2.5), step.state(), Instant.EPOCH.plusSeconds(60), NOTHING);
        assertThat(edited.annotations()).containsEntry("summary", "/pay needs 2.5s");
    }

    @Test
    void whatMaySayElseIsExpandedEachTime() {
        for (String changing : List.of(
                "{{ now }}",
                "{{ $labels }}",
                "{{ range $labels }}{{ . }}{{ end }}",
                "{{ $labels.__name__ }}",
                "{{ with query \"up\" }}x{{ end }}",
                "{{ index .Labels \"path\" }}",
                "{{ . }}")) {
            assertThat(Template.parse(changing).isSteady()).as(changing).isFalse();
        }
        for (String steady : List.of(
                "is bad. Call me now",
                "{{ $labels.path }}",
                "{{ .Labels.path | toUpper }}",
                "{{ $value }}",
                "{{ printf \"%.2f\" .Value }}",
                "{{ if gt $value 2.0 }}high{{ end }}",
                "{{ $activeAt }}")) {
            assertThat(Template.parse(steady).isSteady()).as(steady).isTrue();
        }
    }

    private static Sample.Number sample(String path, double value) {
        return new Sample.Number(Labels.of(Map.of("__name__", "latency", "path", path)), value);
    }

    private static AlertTemplates templates() {
        return templates(TEXT);
    }

    private static AlertTemplates templates(String text) {
        RuleGroup group = RuleFileParser.parseGroup(new TenantId("acme"), text, RuleLimits.mimir());
        AlertFacts facts = AlertFacts.of("latency > 1", Duration.ZERO, Duration.ofMinutes(1), Instant.EPOCH);
        AlertTemplates.Setting setting =
                new AlertTemplates.Setting(Labels.NONE, URI.create("https://x"), TemplateLimits.standard());
        return new AlertTemplates(group, (Rule.Alerting) group.rules().getFirst(), facts, setting);
    }
}
