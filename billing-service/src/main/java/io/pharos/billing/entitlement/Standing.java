package io.pharos.billing.entitlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Scope;
import io.pharos.tenancy.directory.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the directory is to say of a tenant; a part that is null stays as it is there. Caps are laid over those that are
 * there, and a cap without a value is taken away.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
        @Nullable String plan,
        @Nullable List<String> features,

        @JsonInclude(value = JsonInclude.Include.NON_NULL, content = JsonInclude.Include.ALWAYS) @Nullable
        Map<String, @Nullable Long> caps,

        @Nullable Status status) {
    /** What a used-up budget may close: what is used, never the way to the bill. */
    public static final Set<Scope> CLOSABLE = Collections.unmodifiableSet(EnumSet.of(
            Scope.METRICS_WRITE,
            Scope.METRICS_READ,
            Scope.TRACES_WRITE,
            Scope.LOGS_WRITE,
            Scope.LOGS_READ,
            Scope.REPORTS));

    /** Nothing to say. */
    public static final Standing AS_IT_IS = new Standing(null, null, null, null);

    /** The same with another status. */
    public Standing with(Status other) {
        return new Standing(plan, features, caps, other);
    }

    /** The same with another plan and what it grants; caps of the plan before are taken away. */
    public Standing withPlan(String other, Set<String> granted, Map<String, Long> given) {
        Map<String, @Nullable Long> all = new TreeMap<>(caps == null ? Map.of() : caps);
        all.replaceAll((cap, value) -> Scope.parse(cap).isPresent() ? value : null);
        all.putAll(given);
        return new Standing(other, granted.stream().sorted().toList(), all.isEmpty() ? null : all, status);
    }

    /** The same with just these scopes closed, of those that a budget may close. */
    public Standing withUsedUp(Set<Scope> scopes) {
        Map<String, @Nullable Long> all = new TreeMap<>(caps == null ? Map.of() : caps);
        for (Scope scope : CLOSABLE) {
            if (scopes.contains(scope)) {
                all.put(scope.value(), 0L);
            } else if (all.containsKey(scope.value())) {
                all.put(scope.value(), null);
            }
        }
        return all.isEmpty() ? this : new Standing(plan, features, all, status);
    }
}
