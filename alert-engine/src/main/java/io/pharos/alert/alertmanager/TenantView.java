package io.pharos.alert.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.util.function.Predicate;

/**
 * The part of a shared Alertmanager that is one tenant's. What cannot be shown to be theirs is not: whatever
 * Alertmanager answers is filtered here once more.
 */
final class TenantView {
    private final TenantId tenant;
    private final String prefix;

    TenantView(TenantId tenant) {
        this.tenant = tenant;
        this.prefix = tenant + "/";
    }

    /** The matcher that every request for alerts carries. */
    String filter() {
        return TenantId.LABEL + "=\"" + tenant + "\"";
    }

    /** Alertmanager's expression for those of the tenant's receivers that match an expression. */
    String receivers(String expression) {
        return prefix + "(?:" + expression + ")";
    }

    ArrayNode alerts(JsonNode answer) {
        ArrayNode own = filtered(answer, alert -> isOwn(alert.path("labels")));
        own.forEach(alert -> ((ObjectNode) alert).set("receivers", receiverList(alert.path("receivers"))));
        return own;
    }

    /** Groups whose receiver is the tenant's, with the alerts in them that are. */
    ArrayNode groups(JsonNode answer) {
        ArrayNode own = filtered(answer, group -> isOwnName(group.path("receiver")));
        own.forEach(group -> {
            ((ObjectNode) group).set("alerts", alerts(group.path("alerts")));
            ((ObjectNode) group).set("receiver", receiver(group.path("receiver")));
        });
        return filtered(own, group -> !group.path("alerts").isEmpty());
    }

    ArrayNode silences(JsonNode answer) {
        return filtered(answer, this::owns);
    }

    ArrayNode receiverList(JsonNode answer) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        answer.forEach(receiver -> {
            if (isOwnName(receiver)) {
                own.add(receiver(receiver));
            }
        });
        return own;
    }

    /** Whether a silence can silence the tenant's alerts alone. */
    boolean owns(JsonNode silence) {
        for (JsonNode matcher : silence.path("matchers")) {
            if (isOwnMatcher(matcher)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The silence that is made of one that the tenant wrote: with the tenant's matcher, and without another on that
     * label. It needs at least one matcher of the tenant's own.
     */
    ObjectNode enclosed(JsonNode written) {
        if (!written.isObject() || !written.path("matchers").isArray()) {
            throw malformed("Give a silence with its matchers, startsAt, endsAt, createdBy and comment.");
        }
        ObjectNode silence = written.deepCopy();
        ArrayNode matchers = filtered(written.path("matchers"), matcher -> !isTenants(matcher));
        if (matchers.isEmpty()) {
            throw malformed("A silence needs at least one matcher besides the tenant's.");
        }
        ObjectNode own = matchers.addObject();
        own.put("name", TenantId.LABEL).put("value", tenant.value());
        own.put("isRegex", false).put("isEqual", true);
        silence.set("matchers", matchers);
        return silence;
    }

    /** The status without the other members and the configuration of all. */
    ObjectNode status(JsonNode answer, String routing) {
        ObjectNode status = answer.isObject() ? answer.deepCopy() : JsonNodeFactory.instance.objectNode();
        status.putObject("config").put("original", routing);
        ObjectNode cluster = status.putObject("cluster");
        cluster.put("status", answer.path("cluster").path("status").asText("ready"));
        cluster.putArray("peers");
        return status;
    }

    private boolean isTenants(JsonNode matcher) {
        boolean named = matcher.path("name").asText().equals(TenantId.LABEL);
        if (named && !isOwnMatcher(matcher)) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "notify.foreign-silence",
                    "A matcher on " + TenantId.LABEL + " can only be " + filter() + "; leave it out.");
        }
        return named;
    }

    private boolean isOwnMatcher(JsonNode matcher) {
        return matcher.path("name").asText().equals(TenantId.LABEL)
                && matcher.path("value").asText().equals(tenant.value())
                && !matcher.path("isRegex").asBoolean(true)
                && matcher.path("isEqual").asBoolean(true);
    }

    private boolean isOwn(JsonNode labels) {
        return labels.path(TenantId.LABEL).asText().equals(tenant.value());
    }

    private boolean isOwnName(JsonNode receiver) {
        return receiver.path("name").asText().startsWith(prefix);
    }

    private ObjectNode receiver(JsonNode receiver) {
        String name = receiver.path("name").asText();
        return JsonNodeFactory.instance.objectNode().put("name", name.substring(prefix.length()));
    }

    private static ArrayNode filtered(JsonNode list, Predicate<JsonNode> stays) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> {
            if (stays.test(item)) {
                kept.add(item);
            }
        });
        return kept;
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "notify.malformed-silence", detail);
    }
}
