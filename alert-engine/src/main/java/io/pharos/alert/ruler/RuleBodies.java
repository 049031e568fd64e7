package io.pharos.alert.ruler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.alert.rules.RuleFile;
import io.pharos.alert.rules.RuleFileException;
import io.pharos.alert.rules.RuleFileParser;
import io.pharos.alert.rules.RuleGroup;
import io.pharos.alert.rules.RuleLimits;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.RulerLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedMap;

/** Reads YAML bodies of the ruler API within a tenant's limits; everything wrong in one is told in one refusal. */
final class RuleBodies {
    /** As many bytes as the longest rule file can have. */
    private static final int MOST_BYTES = 4 * RuleLimits.mimir().yaml().maxLength();

    private RuleBodies() {}

    /** The text of a body; one that is too large is read to its end, so that its sender gets to read why. */
    static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES);
            long more = body.transferTo(OutputStream.nullOutputStream());
            if (more > 0) {
                throw Problem.of(
                        Kind.TOO_LARGE,
                        "ruler.body-too-large",
                        "The rules are larger than " + MOST_BYTES + " bytes; split them.");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw Problem.of(Kind.MALFORMED, "ruler.broken-body", "The body broke off; send it again.", e);
        }
    }

    static RuleGroup group(TenantId tenant, String body, RuleLimits limits) {
        try {
            return RuleFileParser.parseGroup(tenant, body, limits);
        } catch (RuleFileException e) {
            throw refusal(e);
        }
    }

    /** A mapping from namespaces to lists of groups. */
    static SortedMap<String, RuleFile> namespaces(TenantId tenant, String body, RuleLimits limits) {
        try {
            return RuleFileParser.parseNamespaces(tenant, body, limits);
        } catch (RuleFileException e) {
            throw refusal(e);
        }
    }

    /** What a tenant's rules in that environment may hold. */
    static RuleLimits limits(EngineRoute route) {
        RulerLimits ruler = route.tenant().limits().ruler();
        RuleLimits limits = RuleLimits.mimir()
                .with(ruler.maxRuleGroupsPerTenant(), ruler.maxRulesPerRuleGroup(), ruler.minRuleEvaluationInterval());
        return route.environmentLabelled() ? limits.environmentLabelled() : limits;
    }

    private static Problem refusal(RuleFileException refused) {
        return Problem.of(Kind.MALFORMED, "ruler.malformed-rules", String.valueOf(refused.getMessage()));
    }
}
