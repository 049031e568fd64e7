package io.pharos.alert.template.function;

import io.pharos.alert.series.Sample;
import io.pharos.alert.template.value.Value;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Functions over query results, and links to them. */
final class Queries {
    private static final String STRING_VALUE = "__value__";

    private Queries() {}

    static Map<String, TemplateFunction> functions() {
        return Map.ofEntries(
                Map.entry("query", TemplateFunction.of(1, Queries::query)),
                Map.entry("first", TemplateFunction.of(1, (args, _) -> first(args))),
                Map.entry("label", TemplateFunction.of(2, (args, _) -> label(args.sample(1), args.text(0)))),
                Map.entry("strvalue", TemplateFunction.of(1, (args, _) -> label(args.sample(0), STRING_VALUE))),
                Map.entry("value", TemplateFunction.of(1, (args, _) -> field(args.sample(0), "Value"))),
                Map.entry("sortByLabel", TemplateFunction.of(2, (args, _) -> sorted(args))),
                Map.entry("graphLink", link(0)),
                Map.entry("tableLink", link(1)),
                Map.entry(
                        "pathPrefix",
                        TemplateFunction.of(0, (_, around) -> new Value.Text(path(around.externalUrl())))),
                Map.entry(
                        "externalURL",
                        TemplateFunction.of(
                                0,
                                (_, around) ->
                                        new Value.Text(around.externalUrl().toString()))));
    }

    private static Value query(Arguments args, Surroundings around) {
        around.budget().checkTime();
        List<Sample.Number> samples = around.queries().query(args.text(0));
        around.budget().checkTime();
        return new Value.Items(samples.stream()
                .<Value>map(sample -> Value.sample(sample.labels().asMap(), sample.value()))
                .toList());
    }

    private static Value first(Arguments args) {
        if (args.items(0).isEmpty()) {
            throw args.fail("first() called on vector with no elements");
        }
        return args.items(0).getFirst();
    }

    private static Value label(Value.Structure sample, String name) {
        Value.Texts labels = (Value.Texts) field(sample, "Labels");
        return new Value.Text(labels.entries().getOrDefault(name, ""));
    }

    private static Value field(Value.Structure sample, String name) {
        return Objects.requireNonNull(sample.fields().get(name));
    }

    private static Value sorted(Arguments args) {
        String name = args.text(0);
        List<Value> samples = args.items(1);
        for (int i = 0; i < samples.size(); i++) {
            new Arguments(args.function(), samples).sample(i);
        }
        return new Value.Items(samples.stream()
                .sorted(Comparator.comparing(sample -> ((Value.Text) label((Value.Structure) sample, name)).value()))
                .toList());
    }

    private static TemplateFunction link(int tab) {
        return Texts.text(expression -> "/graph?g0.expr=" + Escapes.query(expression) + "&g0.tab=" + tab);
    }

    private static String path(URI url) {
        return url.getPath() == null ? "" : url.getPath();
    }
}
