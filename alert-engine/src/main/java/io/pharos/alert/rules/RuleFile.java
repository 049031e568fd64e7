package io.pharos.alert.rules;

import java.util.List;

/** The groups of one file, which is one namespace of the ruler API; no two have the same name. */
public record RuleFile(List<RuleGroup> groups) {
    public RuleFile {
        groups = List.copyOf(groups);
    }
}
