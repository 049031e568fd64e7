package io.pharos.alert.rules.yaml;

import io.pharos.alert.rules.yaml.YamlNode.Entry;
import io.pharos.alert.rules.yaml.YamlNode.Mapping;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.alert.rules.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Puts a document's events together, and stops at the first limit. */
final class TreeBuilder {
    /** A node, how many nodes it is with its aliases expanded, and how deep it goes. */
    private record Sized(YamlNode node, int nodes, int depth) {}

    /** A list or mapping that is not closed yet. */
    private static final class Open {
        final boolean mapping;
        final @Nullable String anchor;
        final int line;
        final int column;
        final List<YamlNode> items = new ArrayList<>();
        int nodes = 1;
        int depth = 1;

        Open(boolean mapping, @Nullable String anchor, int line, int column) {
            this.mapping = mapping;
            this.anchor = anchor;
            this.line = line;
            this.column = column;
        }
    }

    private final YamlLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Sized> anchors = new HashMap<>();
    private @Nullable YamlNode root;
    private int aliases;

    TreeBuilder(YamlLimits limits) {
        this.limits = limits;
    }

    Optional<YamlNode> root() {
        return Optional.ofNullable(root);
    }

    void take(Event event) {
        int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        switch (event.getEventId()) {
            case DocumentStart -> requireFirst(line, column);
            case Scalar -> add(anchor(event), scalar((ScalarEvent) event, line, column), line, column);
            case SequenceStart, MappingStart -> push(event, line, column);
            case SequenceEnd, MappingEnd -> close(open.pop());
            case Alias -> add(null, aliased((AliasEvent) event, line, column), line, column);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void requireFirst(int line, int column) {
        if (root != null) {
            throw new YamlException(line, column, "a rule file is one document");
        }
    }

    private static Sized scalar(ScalarEvent event, int line, int column) {
        return new Sized(new Scalar(event.getValue(), event.isPlain(), line, column), 1, 1);
    }

    private Sized aliased(AliasEvent event, int line, int column) {
        if (++aliases > limits.maxAliases()) {
            throw new YamlException(line, column, "more than " + limits.maxAliases() + " aliases");
        }
        Sized target = anchors.get(event.getAlias().getValue());
        if (target == null) {
            throw new YamlException(
                    line, column, "unknown anchor '" + event.getAlias().getValue() + "'");
        }
        return target;
    }

    private void push(Event event, int line, int column) {
        if (open.size() >= limits.maxDepth()) {
            throw tooDeep(line, column);
        }
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        open.push(new Open(mapping, anchor(event), line, column));
    }

    private void close(Open done) {
        YamlNode node = done.mapping
                ? new Mapping(entries(done), done.line, done.column)
                : new Sequence(done.items, done.line, done.column);
        add(done.anchor, new Sized(node, done.nodes, done.depth), done.line, done.column);
    }

    private static List<Entry> entries(Open done) {
        List<Entry> entries = new ArrayList<>(done.items.size() / 2);
        for (int i = 0; i < done.items.size(); i += 2) {
            YamlNode key = done.items.get(i);
            if (!(key instanceof Scalar name)) {
                throw new YamlException(key.line(), key.column(), "a key is a text");
            }
            entries.add(new Entry(name, done.items.get(i + 1)));
        }
        return entries;
    }

    private void add(@Nullable String anchor, Sized sized, int line, int column) {
        if (anchor != null) {
            anchors.put(anchor, sized);
        }
        Open parent = open.peek();
        if (parent == null) {
            root = sized.node();
            return;
        }
        parent.items.add(sized.node());
        parent.nodes += sized.nodes();
        parent.depth = Math.max(parent.depth, sized.depth() + 1);
        if (parent.nodes > limits.maxNodes()) {
            throw new YamlException(line, column, "more than " + limits.maxNodes() + " nodes");
        }
        if (open.size() + sized.depth() > limits.maxDepth() + 1) {
            throw tooDeep(line, column);
        }
    }

    private YamlException tooDeep(int line, int column) {
        return new YamlException(line, column, "nested more than " + limits.maxDepth() + " deep");
    }

    private static @Nullable String anchor(Event event) {
        return event instanceof NodeEvent node
                ? node.getAnchor().map(anchor -> anchor.getValue()).orElse(null)
                : null;
    }
}
