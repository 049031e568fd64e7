package io.pharos.alert.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.rules.Rule;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.template.AlertFacts;
import io.pharos.alert.template.TemplateLimits;
import io.pharos.model.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTemplatesTest {
    private static final RuleGroup GROUP = RuleFileParser.parseGroup(new TenantId("acme"), """
            name: g
            labels: {team: shop, severity: low}
            rules:
              - alert: Slow
                expr: latency > 1
                labels: {severity: '{{ if gt $value 2.0 }}high{{ else }}middle{{ end }}', alertname: x, job: ""}
                annotations: {summary: '{{ $labels.path }} takes {{ humanizeDuration $value }}', bad: '{{ $value.x }}'}
            """, RuleLimits.mimir());

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

    private static AlertTemplates templates() {
        AlertFacts facts = AlertFacts.of("latency > 1", Duration.ZERO, Duration.ofMinutes(1), Instant.EPOCH);
        AlertTemplates.Setting setting =
                new AlertTemplates.Setting(Labels.NONE, URI.create("https://x"), TemplateLimits.standard());
        return new AlertTemplates(GROUP, (Rule.Alerting) GROUP.rules().getFirst(), facts, setting);
    }
}
