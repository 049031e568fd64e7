package io.pharos.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.series.Labels;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingParserTest {
    static final String WHOLE = """
            route:
              receiver: ops
              group_by: [alertname]
              group_wait: 10s
              routes:
                - matchers: ['severity="page"', 'team=~"pay|check.*"']
                  receiver: night
                  continue: true
                  mute_time_intervals: [weekend]
                - matchers: [severity="page"]
                  receiver: day
            inhibit_rules:
              - source_matchers: [severity="page"]
                target_matchers: [severity="ticket"]
                equal: [service]
            receivers:
              - name: ops
                webhook_configs: [{url: 'https://hooks.example.com/a'}]
              - name: night
                email_configs: [{to: night@example.com, send_resolved: true}]
                dingtalk_configs: [{url: 'https://oapi.example.com/robot/send?access_token=x', secret: SEC1}]
              - name: day
                slack_configs: [{api_url: 'https://slack.example.com/services/T/B', channel: '#day'}]
                wecom_configs: [{url: 'https://qyapi.example.com/cgi-bin/webhook/send?key=k'}]
            time_intervals:
              - name: weekend
                time_intervals:
                  - weekdays: ['saturday', 'sunday']
                    times: [{start_time: '00:00', end_time: '24:00'}]
                    days_of_month: ['1:5', '-3:-1']
                    months: ['january:march', '5']
                    years: ['2026:2030']
                    location: Asia/Shanghai
            alert_relabel_configs:
              - {source_labels: [cluster], regex: 'cn-(.*)', target_label: region, replacement: '$1'}
            """;

    @Test
    void readsAllThatATenantCanSay() {
        Routing routing = RoutingParser.parse(WHOLE);

        assertThat(routing.receivers()).extracting(Receiver::name).containsExactly("ops", "night", "day");
        assertThat(routing.inhibitions())
                .singleElement()
                .satisfies(i -> assertThat(i.equal()).containsExactly("service"));
        assertThat(routing.timeIntervals().getFirst().spans().getFirst().location())
                .isEqualTo("Asia/Shanghai");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"none|pay|ops", "page|pay|night,day", "page|checkout|night,day", "page|stock|day"})
    void anAlertGoesToTheFirstRouteThatMatchesAndOnWhereThatSaysSo(String severity, String team, String receivers) {
        Labels alert = Labels.of(Map.of("severity", severity, "team", team));

        assertThat(RoutingParser.parse(WHOLE).receivers(alert))
                .extracting(Receiver::name)
                .containsExactly(receivers.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|1:1: the field route is missing",
                "{route: {receiver: a}}|there is no receiver \"a\"",
                "{route: {receiver: a, matchers: [x=y]}, receivers: [{name: a}]}|the root route must not have matchers",
                "{route: {}, receivers: [{name: a}]}|the root route needs a receiver",
                "{route: {receiver: a, routes: [{matchers: ['tenant_id=\"b\"']}]}, receivers: [{name: a}]}|matched by the platform",
                "{route: {receiver: a, routes: [{matchers: ['x=~\"(\"']}]}, receivers: [{name: a}]}|not a matcher",
                "{route: {receiver: a, group_wait: soon}, receivers: [{name: a}]}|not a valid duration",
                "{route: {receiver: a, group_interval: 0s}, receivers: [{name: a}]}|must not be zero",
                "{route: {receiver: a, group_by: [x, x]}, receivers: [{name: a}]}|a label stands twice",
                "{route: {receiver: a}, receivers: [{name: a}, {name: a}]}|is there twice",
                "{route: {receiver: a}, receivers: [{name: a/b}]}|a receiver's name is",
                "{route: {receiver: a}, receivers: [{name: a, webhook_configs: [{url: 'file:///etc/passwd'}]}]}|http or https",
                "{route: {receiver: a}, receivers: [{name: a, webhook_configs: [{url: 'http://u:p@h/'}]}]}|http or https",
                "{route: {receiver: a}, receivers: [{name: a, email_configs: [{to: 'a@b.c, d@e.f'}]}]}|not one e-mail",
                "{route: {receiver: a}, receivers: [{name: a, pagerduty_configs: []}]}|field pagerduty_configs not found",
                "{route: {receiver: a}, templates: ['/etc/*'], receivers: [{name: a}]}|field templates not found",
                "{route: {receiver: a, mute_time_intervals: [x]}, receivers: [{name: a}]}|there is no time interval",
                "{route: {receiver: a}, receivers: [{name: a}], inhibit_rules: [{equal: [x]}]}|needs source_matchers",
                "{route: {receiver: a}, receivers: [{name: a}], time_intervals: [{name: n, time_intervals: [{weekdays: ['friday:monday']}]}]}|not a range",
                "{route: {receiver: a}, receivers: [{name: a}], time_intervals: [{name: n, time_intervals: [{times: [{start_time: '9:00', end_time: '10:00'}]}]}]}|HH:MM",
                "{route: {receiver: a}, receivers: [{name: a}], alert_relabel_configs: [{action: hashmod, target_label: x}]}|needs a modulus"
            })
    void refusesWhatIsWrongByItsPlace(String text, String problem) {
        assertThatThrownBy(() -> RoutingParser.parse(text))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining(problem);
    }
}
