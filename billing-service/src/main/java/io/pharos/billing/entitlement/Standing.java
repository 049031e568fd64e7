package io.pharos.billing.entitlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.tenancy.directory.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the directory is to say of a tenant; a part that is null stays as it is there. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
        @Nullable String plan,
        @Nullable List<String> features,
        @Nullable Map<String, Long> caps,
        @Nullable Status status) {
    /** Nothing to say. */
    public static final Standing AS_IT_IS = new Standing(null, null, null, null);

    /** The same with another status. */
    public Standing with(Status other) {
        return new Standing(plan, features, caps, other);
    }

    /** The same with another plan and what comes with it. */
    public Standing with(String otherPlan, List<String> otherFeatures) {
        return new Standing(otherPlan, otherFeatures, caps, status);
    }

    /** The same with a cap, or without it where the value is null. */
    public Standing withCap(String cap, @Nullable Long value) {
        Map<String, Long> all = new TreeMap<>(caps == null ? Map.of() : caps);
        if (value == null) {
            all.remove(cap);
        } else {
            all.put(cap, value);
        }
        return new Standing(plan, features, all, status);
    }
}
