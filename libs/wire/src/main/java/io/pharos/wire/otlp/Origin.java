package io.pharos.wire.otlp;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where metrics come from, the resource and the scope, and the labels that this gives each of their series. */
final class Origin {
    private static final String SERVICE = "service.name";
    private static final String NAMESPACE = "service.namespace";
    private static final String INSTANCE = "service.instance.id";
    private static final Set<String> IDENTIFYING = Set.of(SERVICE, NAMESPACE, INSTANCE);

    private final OtlpSettings settings;
    private final MetricNames names;
    private final SortedMap<String, String> resource;

    Origin(OtlpSettings settings, MetricNames names, SortedMap<String, String> resource) {
        this.settings = settings;
        this.names = names;
        this.resource = resource;
    }

    /** What a scope says of itself. */
    record Scope(String name, String version, String schemaUrl, SortedMap<String, String> attributes) {}

    /** The labels of a series with those attributes, but for its name. */
    SortedMap<String, String> labels(Scope scope, SortedMap<String, String> attributes) {
        SortedMap<String, String> labels = new TreeMap<>();
        attributes.forEach((name, value) -> join(labels, names.label(name), value));
        Set<String> own = new HashSet<>(labels.keySet());
        resource.forEach((name, value) -> {
            if (settings.promoted().contains(name) && !own.contains(names.label(name))) {
                labels.put(names.label(name), value);
            }
        });
        if (settings.promoteScope() && !scope.name().isEmpty()) {
            promote(scope, labels);
        }
        labels.putAll(identity());
        return labels;
    }

    /** Attributes whose names become the same share the label. */
    private static void join(Map<String, String> labels, String name, String value) {
        labels.merge(name, value, (before, after) -> before + ";" + after);
    }

    private void promote(Scope scope, Map<String, String> labels) {
        scope.attributes().forEach((name, value) -> labels.put(names.label("otel_scope_" + name), value));
        labels.put("otel_scope_name", scope.name());
        labels.put("otel_scope_version", scope.version());
        labels.put("otel_scope_schema_url", scope.schemaUrl());
    }

    /** {@code job} and {@code instance}, as far as the resource has what they are made of. */
    private Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>();
        String service = resource.get(SERVICE);
        if (service != null) {
            String namespace = resource.get(NAMESPACE);
            identity.put("job", namespace == null ? service : namespace + "/" + service);
        }
        String instance = resource.get(INSTANCE);
        if (instance != null) {
            identity.put("instance", instance);
        }
        return identity;
    }

    /** The labels of {@code target_info}; empty where it would say nothing, or not of whom. */
    SortedMap<String, String> targetInfo() {
        SortedMap<String, String> labels = new TreeMap<>();
        resource.forEach((name, value) -> {
            if (settings.keepIdentifying() || !IDENTIFYING.contains(name)) {
                join(labels, names.label(name), value);
            }
        });
        boolean tells = resource.keySet().stream().anyMatch(name -> !IDENTIFYING.contains(name));
        Map<String, String> identity = identity();
        if (!tells || identity.isEmpty()) {
            return new TreeMap<>();
        }
        labels.putAll(identity);
        labels.put("__name__", "target_info");
        return labels;
    }
}
