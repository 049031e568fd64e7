package io.pharos.alert.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.alert.Script;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleFileParserTest {
    private static final TenantId ACME = new TenantId("acme");

    static Stream<Script.Case> refused() {
        return Script.cases("/rules/refused.txt");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesEveryProblemWithItsPlace(Script.Case given) {
        RuleFileException refusal = catchThrowableOfType(RuleFileException.class, () -> parse(given.input()));
        assertThat(refusal).isNotNull().hasMessage(given.expected());
    }

    @Test
    void readsEveryField() {
        RuleGroup group = parse("""
            groups:
              - name: checkout
                interval: 30s
                query_offset: 1m
                limit: 10
                labels: {team: shop}
                eval_offset: -5s
                concurrency: 4
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up)
                    labels: {level: 1}
                  - alert: Down
                    expr: |
                      job:up:sum
                        == 0
                    for: 1h30m
                    keep_firing_for: 5m
                    labels: {severity: critical}
                    annotations:
                      summary: '{{ $labels.job }} is down since {{ $value | humanizeDuration }}'
            """).groups().getFirst();
        assertThat(group.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(group.queryOffset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(group.evalOffset()).isEqualTo(Duration.ofSeconds(-5));
        assertThat(group.limit()).isEqualTo(10);
        assertThat(group.concurrency()).isEqualTo(4);
        assertThat(group.labels()).containsEntry("team", "shop");
        assertThat(group.rules().getFirst().labels()).containsEntry("level", "1");
        Rule.Alerting alert = (Rule.Alerting) group.rules().getLast();
        assertThat(alert.hold()).isEqualTo(Duration.ofMinutes(90));
        assertThat(alert.keepFiringFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(alert.expression().text()).isEqualTo("job:up:sum\n  == 0\n");
        assertThat(alert.annotations()).containsKey("summary");
    }

    @Test
    void readsAnEmptyFileAsNoGroups() {
        assertThat(parse("").groups()).isEmpty();
        assertThat(parse("groups:").groups()).isEmpty();
        assertThat(parse("# only a comment\n").groups()).isEmpty();
    }

    @Test
    void resolvesAliasesAndMergeKeys() {
        RuleGroup group = parse("""
            groups:
              - name: a
                rules:
                  - &base {alert: A, expr: up == 0, for: 5m}
                  - <<: *base
                    for: 10m
            """).groups().getFirst();
        assertThat(group.rules())
                .extracting(rule -> ((Rule.Alerting) rule).hold())
                .containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @Test
    void refusesAliasesThatMultiply() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                + "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
                + "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
                + "f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n";
        assertThatThrownBy(() -> parse(bomb)).hasMessageContaining("more than 1000000 nodes");
    }

    @Test
    void refusesDepthAndLengthBeforeTheyCostAnything() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).hasMessageContaining("nested more than 16 deep");
        assertThatThrownBy(() -> parse("x".repeat(20 * 1024 * 1024))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> parse("a\n---\nb")).hasMessageContaining("one document");
    }

    @Test
    void refusesWhatATenantMustNotDo() {
        assertThatThrownBy(() -> parse(rule("up{tenant_id=\"globex\"}"))).isInstanceOf(RuleFileException.class);
        assertThatThrownBy(() -> parse(rule("'label_replace(up, \"tenant_id\", \"x\", \"\", \"\")'")))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("tenant_id");
    }

    @Test
    void refusesExpressionsThatCostTooMuchToCompile() {
        assertThatThrownBy(() -> parse(rule("'up{a=~\"((x{999}){999}){999}\"}'")))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("invalid repeat count");
    }

    @Test
    void holdsTheTenantsLimits() {
        RuleLimits limits = RuleLimits.mimir().with(1, 1, Duration.ofSeconds(10));
        assertThatThrownBy(() -> RuleFileParser.parse(ACME, "groups: [{name: a}, {name: b}]", limits))
                .hasMessage("1:9: more than 1 groups");
        assertThatThrownBy(() -> RuleFileParser.parse(ACME, "groups: [{name: a, interval: 1s}]", limits))
                .hasMessageContaining("below the minimum of 10s");
        assertThatThrownBy(() -> RuleFileParser.parse(ACME, "groups: [{name: a, rules: [{}, {}]}]", limits))
                .hasMessageContaining("more than 1 rules in a group");
    }

    @Test
    void readsOneGroupAlone() {
        assertThat(RuleFileParser.parseGroup(ACME, "name: a\nrules: []", RuleLimits.mimir())
                        .name())
                .isEqualTo("a");
        assertThatThrownBy(() -> RuleFileParser.parseGroup(ACME, "", RuleLimits.mimir()))
                .isInstanceOf(RuleFileException.class);
    }

    @Test
    @Timeout(10)
    void aRegularExpressionThatWouldExplodeIsRefused() {
        assertThatThrownBy(() -> parse(rule("'up{job=~\"((a{100}){100}){100}\"}'")))
                .isInstanceOf(RuleFileException.class);
    }

    private static String rule(String expression) {
        return "groups: [{name: a, rules: [{alert: A, expr: " + expression + "}]}]";
    }

    private static RuleFile parse(String text) {
        return RuleFileParser.parse(ACME, text, RuleLimits.mimir());
    }

    @Test
    void whereEnvironmentsAreToldApartByALabelNoRuleSetsIt() {
        String labelled =
                "groups: [{name: a, labels: {env: staging}, rules: [{alert: A, expr: up, labels: {env: x}}]}]";

        assertThat(parse(labelled).groups()).hasSize(1);
        assertThatThrownBy(() ->
                        RuleFileParser.parse(ACME, labelled, RuleLimits.mimir().environmentLabelled()))
                .hasMessageContaining("label env is set by the platform")
                .isInstanceOfSatisfying(
                        RuleFileException.class,
                        refused -> assertThat(refused.problems()).hasSize(2));
    }
}
