package io.pharos.alert.rules.yaml;

import io.pharos.alert.rules.yaml.YamlNode.Entry;
import io.pharos.alert.rules.yaml.YamlNode.Mapping;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.alert.rules.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one YAML document from the parser's events, so that depth, aliases and size are refused before
 * they cost anything. Aliases share nodes; merge keys ({@code <<}) are resolved.
 */
public final class YamlReader {
    private static final String MERGE = "<<";

    private YamlReader() {}

    /** The document, or empty where the text holds none; a second document is refused. */
    public static Optional<YamlNode> read(String text, YamlLimits limits) {
        if (text.length() > limits.maxLength()) {
            throw new YamlException(1, 1, "file is longer than " + limits.maxLength() + " characters");
        }
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(limits.maxLength())
                .build();
        try {
            TreeBuilder builder = new TreeBuilder(limits);
            for (Event event : new Parse(settings).parseString(text)) {
                builder.take(event);
            }
            return builder.root().map(YamlReader::merged);
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            throw mark == null
                    ? new YamlException(1, 1, "not YAML: " + e.getProblem())
                    : new YamlException(mark.getLine() + 1, mark.getColumn() + 1, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(1, 1, "not YAML: " + e.getMessage());
        }
    }

    private static YamlNode merged(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar;
            case Sequence list ->
                new Sequence(list.items().stream().map(YamlReader::merged).toList(), list.line(), list.column());
            case Mapping mapping -> new Mapping(entries(mapping), mapping.line(), mapping.column());
        };
    }

    private static List<Entry> entries(Mapping mapping) {
        List<Entry> own = new ArrayList<>();
        List<Entry> inherited = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            YamlNode value = merged(entry.value());
            if (entry.key().plain() && entry.key().text().equals(MERGE)) {
                inherited.addAll(inherited(value));
            } else {
                own.add(new Entry(entry.key(), value));
            }
        }
        inherited.stream().filter(entry -> !holds(own, entry)).forEach(own::add);
        return own;
    }

    private static List<Entry> inherited(YamlNode value) {
        return switch (value) {
            case Mapping mapping -> mapping.entries();
            case Sequence list ->
                list.items().stream().flatMap(item -> inherited(item).stream()).toList();
            case Scalar _ -> throw new YamlException(value.line(), value.column(), "map merge requires a mapping");
        };
    }

    private static boolean holds(List<Entry> entries, Entry wanted) {
        return entries.stream().anyMatch(e -> e.key().text().equals(wanted.key().text()));
    }
}
