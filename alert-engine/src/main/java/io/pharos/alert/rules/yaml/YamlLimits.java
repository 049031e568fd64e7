package io.pharos.alert.rules.yaml;

/** How much of a YAML document is read: its length in characters, its depth, its aliases, and its nodes with aliases expanded. */
public record YamlLimits(int maxLength, int maxDepth, int maxAliases, int maxNodes) {
    public YamlLimits {
        if (maxLength < 1 || maxDepth < 1 || maxAliases < 0 || maxNodes < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
