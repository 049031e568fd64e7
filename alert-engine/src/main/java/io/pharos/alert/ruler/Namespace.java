package io.pharos.alert.ruler;

import io.pharos.alert.rules.RuleFile;
import org.jspecify.annotations.Nullable;

/**
 * A rule file as it is now, or was in an earlier version.
 *
 * @param version counts the changes from 1, a deletion among them
 * @param content the canonical YAML; null where this version deleted the namespace
 */
record Namespace(
        Owner owner, String name, long version, @Nullable String content) {
    RuleFile file() {
        return StoredRules.parse(owner.tenant(), content);
    }
}
