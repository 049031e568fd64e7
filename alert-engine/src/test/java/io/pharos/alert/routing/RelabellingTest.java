package io.pharos.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.series.Labels;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabellingTest {
    private static final Labels ALERT = Labels.of(Map.of("alertname", "Down", "cluster", "cn-north", "replica", "b"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{source_labels: [cluster], regex: 'cn-(.*)', target_label: region}|region=north",
                "{source_labels: [cluster], regex: 'eu-(.*)', target_label: region}|-region",
                "{regex: replica, action: labeldrop}|-replica",
                "{regex: '.*a.*', action: labelkeep}|-cluster",
                "{source_labels: [alertname], target_label: alertname, action: uppercase}|alertname=DOWN",
                "{source_labels: [alertname, replica], separator: '-', target_label: id}|id=Down-b",
                "{regex: 'clu(.*)', replacement: 'x_$1', action: labelmap}|x_ster=cn-north",
                "{source_labels: [replica], target_label: shard, modulus: 8, action: hashmod}|shard=7",
                "{source_labels: [cluster], target_label: replica, action: keepequal}|dropped",
                "{source_labels: [replica], regex: b, action: drop}|dropped",
                "{source_labels: [replica], regex: a, action: keep}|dropped",
                "{target_label: cluster, replacement: ''}|-cluster"
            },
            quoteCharacter = '~')
    void relabelsAsPrometheusDoes(String step, String outcome) {
        Routing routing = RoutingParser.parse(
                "{route: {receiver: a}, receivers: [{name: a}], alert_relabel_configs: [" + step + "]}");

        Optional<Labels> after = routing.relabelled(ALERT);

        if (outcome.equals("dropped")) {
            assertThat(after).isEmpty();
        } else if (outcome.startsWith("-")) {
            assertThat(after.orElseThrow().get(outcome.substring(1))).isEmpty();
        } else {
            String[] label = outcome.split("=");
            assertThat(after.orElseThrow().get(label[0])).isEqualTo(label[1]);
        }
    }
}
