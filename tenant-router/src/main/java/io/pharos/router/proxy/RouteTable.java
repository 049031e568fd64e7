package io.pharos.router.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The closed route table as a tree of segments: what is not in it is not routed. A literal goes before a
 * {@code {name}}, and that before a {@code {name...}}. Literals match only as they are spelled, never percent-encoded.
 */
public final class RouteTable {
    private final List<Route> routes;
    private final Node root = new Node();

    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(this::add);
    }

    public List<Route> routes() {
        return routes;
    }

    public RouteMatch match(String method, RequestPath path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<Route> rows = find(root, path.segments(), 0, parameters);
        if (rows.isEmpty()) {
            return new RouteMatch.Unknown();
        }
        Optional<Route> row = rows.stream().filter(r -> r.takes(method)).findFirst();
        if (row.isEmpty()) {
            return new RouteMatch.WrongMethod(methodsOf(rows));
        }
        return new RouteMatch.Found(row.get(), parameters);
    }

    private static Set<String> methodsOf(List<Route> rows) {
        Set<String> methods = new TreeSet<>();
        rows.forEach(row -> methods.addAll(row.methods()));
        return methods;
    }

    private void add(Route route) {
        Node node = root;
        List<String> segments = route.segments();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.endsWith("...}")) {
                requireLast(route, i == segments.size() - 1);
                node.rest.add(route);
                return;
            }
            node = segment.startsWith("{") ? node.one() : node.literals.computeIfAbsent(segment, s -> new Node());
        }
        node.here.add(route);
    }

    private static void requireLast(Route route, boolean last) {
        if (!last) {
            throw new IllegalArgumentException("only the last segment can be {name...}: " + route.path());
        }
    }

    private static List<Route> find(Node node, List<String> path, int at, Map<String, String> parameters) {
        if (at == path.size()) {
            nameParameters(node.here, path, parameters);
            return node.here;
        }
        String segment = path.get(at);
        if (segment.isEmpty()) {
            return List.of();
        }
        List<Route> rows = findBelow(node, path, at, parameters);
        if (rows.isEmpty() && !path.getLast().isEmpty()) {
            nameParameters(node.rest, path, parameters);
            return node.rest;
        }
        return rows;
    }

    private static List<Route> findBelow(Node node, List<String> path, int at, Map<String, String> parameters) {
        Node literal = node.literals.get(path.get(at));
        List<Route> rows = literal == null ? List.of() : find(literal, path, at + 1, parameters);
        if (rows.isEmpty() && node.one != null) {
            return find(node.one, path, at + 1, parameters);
        }
        return rows;
    }

    private static void nameParameters(List<Route> rows, List<String> path, Map<String, String> parameters) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> template = rows.getFirst().segments();
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            if (segment.endsWith("...}")) {
                parameters.put(
                        segment.substring(1, segment.length() - 4), String.join("/", path.subList(i, path.size())));
            } else if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Route> here = new ArrayList<>();
        private final List<Route> rest = new ArrayList<>();
        private @Nullable Node one;

        private Node one() {
            Node next = one == null ? new Node() : one;
            one = next;
            return next;
        }
    }
}
