package io.pharos.alert.template.syntax;

import java.util.List;
import java.util.Map;

/** A template that was read: its own nodes, and those of the templates that it defines, by name. */
public record TemplateTree(List<Node> nodes, Map<String, List<Node>> definitions) {
    public TemplateTree {
        nodes = List.copyOf(nodes);
        definitions = Map.copyOf(definitions);
    }
}
