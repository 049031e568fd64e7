package io.pharos.report.render;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Collectors;

/** The service's bounds as they are configured, save what a test says. */
final class TestBounds {
    private TestBounds() {}

    static RenderConfig usual() {
        return with(Map.of());
    }

    static RenderConfig with(Map<String, String> settings) {
        Map<String, String> keys = settings.entrySet().stream()
                .collect(Collectors.toMap(e -> "pharos.report.render." + e.getKey(), Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RenderConfig.class)
                .withDefaultValues(keys)
                .build()
                .getConfigMapping(RenderConfig.class);
    }
}
