package io.pharos.alert.template;

import io.pharos.alert.series.Labels;
import io.pharos.alert.template.function.QuerySource;
import io.pharos.alert.template.value.Value;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * What a template is expanded with: the sample's labels and value, and where and when.
 *
 * @param externalUrl where people find us; the base of links
 */
public record TemplateData(
        Labels labels,
        Labels externalLabels,
        URI externalUrl,
        double value,
        Instant now,
        AlertFacts facts,
        QuerySource queries) {

    /** The template's dot. */
    Value dot() {
        return new Value.Structure(
                "template.Data",
                Map.of(
                        "Labels", new Value.Texts(labels.asMap()),
                        "ExternalLabels", new Value.Texts(externalLabels.asMap()),
                        "ExternalURL", new Value.Text(externalUrl.toString()),
                        "Value", new Value.Decimal(value)));
    }

    /** The variables that are there before the first action, with their dollar signs. */
    Map<String, Value> variables() {
        return Map.ofEntries(
                Map.entry("$labels", new Value.Texts(labels.asMap())),
                Map.entry("$externalLabels", new Value.Texts(externalLabels.asMap())),
                Map.entry("$externalURL", new Value.Text(externalUrl.toString())),
                Map.entry("$value", new Value.Decimal(value)),
                Map.entry("$activeAt", new Value.Moment(facts.activeAt())),
                Map.entry("$expr", new Value.Text(facts.expression())),
                Map.entry("$for", new Value.Span(facts.hold())),
                Map.entry("$alertID", new Value.Text(facts.alertId())),
                Map.entry("$groupID", new Value.Text(facts.groupId())),
                Map.entry("$type", new Value.Text(facts.type())),
                Map.entry("$interval", new Value.Span(facts.interval())),
                Map.entry("$isPartial", new Value.Truth(facts.partial())));
    }
}
