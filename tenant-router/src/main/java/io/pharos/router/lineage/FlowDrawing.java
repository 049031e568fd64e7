package io.pharos.router.lineage;

import io.pharos.lineage.Flow;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.Engine;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Draws hops as a Mermaid flowchart: engines as stores, which say whose own they are, everybody else as boxes; each
 * arrow says what went along it and how much.
 */
final class FlowDrawing {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final double STEP = 1000;

    private final TenantId tenant;
    private final Function<String, Optional<Engine>> engines;
    private final Map<String, String> nodes = new LinkedHashMap<>();

    private FlowDrawing(TenantId tenant, Function<String, Optional<Engine>> engines) {
        this.tenant = tenant;
        this.engines = engines;
    }

    static String of(TenantId tenant, List<Flow> flows, Function<String, Optional<Engine>> engines) {
        return new FlowDrawing(tenant, engines).draw(flows);
    }

    private String draw(List<Flow> flows) {
        List<Flow> sorted = flows.stream()
                .sorted(Comparator.comparing(flow ->
                        flow.hop().kind() + flow.hop().from() + flow.hop().to()))
                .toList();
        StringBuilder arrows = new StringBuilder();
        for (Flow flow : sorted) {
            arrows.append("  ")
                    .append(node(flow.hop().from()))
                    .append(" -->|")
                    .append(flow.hop().kind())
                    .append(' ')
                    .append(size(flow.bytes()))
                    .append("| ")
                    .append(node(flow.hop().to()))
                    .append('\n');
        }
        StringBuilder text = new StringBuilder("flowchart LR\n");
        nodes.forEach(
                (name, id) -> text.append("  ").append(id).append(shape(name)).append('\n'));
        return text.append(arrows).toString();
    }

    private String node(String name) {
        return nodes.computeIfAbsent(name, added -> "n" + nodes.size());
    }

    private String shape(String name) {
        return engines.apply(name)
                .map(engine -> "[(\"" + escaped(name) + "<br/>" + whose(engine) + "\")]")
                .orElseGet(() -> "[\"" + escaped(name) + "\"]");
    }

    private String whose(Engine engine) {
        return tenant.equals(engine.owner()) ? "own store" : "the platform's";
    }

    private static String escaped(String name) {
        return name.replace("\"", "#quot;").replace("<", "#lt;").replace(">", "#gt;");
    }

    static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
