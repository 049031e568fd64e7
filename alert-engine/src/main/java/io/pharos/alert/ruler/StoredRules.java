package io.pharos.alert.ruler;

import io.pharos.alert.rules.RuleFile;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was stored: it was checked before, so only its size is bounded now, whatever the limits have become. */
final class StoredRules {
    private StoredRules() {}

    static RuleFile parse(TenantId tenant, @Nullable String content) {
        return content == null
                ? new RuleFile(List.of())
                : RuleFileParser.parse(tenant, content, RuleLimits.ofSizeOnly());
    }
}
