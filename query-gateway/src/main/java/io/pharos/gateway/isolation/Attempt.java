package io.pharos.gateway.isolation;

import io.pharos.model.TenantId;
import java.util.Set;

/**
 * A refused try to reach over the wall, or one that looks like it: aimed at the tenant that the request named, by
 * whom, what it was, and on which endpoint.
 */
public record Attempt(TenantId tenant, Actor actor, String code, String endpoint) {
    private static final Set<String> CODES = Set.of(
            "token.foreign-tenant",
            "query.foreign-tenant",
            "query.foreign-environment",
            "query.tenant-label-output",
            "query.not-enforceable",
            "request.repeated-parameter",
            "request.too-many-parameters",
            "request.malformed-parameters");

    /** Who tried. */
    public sealed interface Actor {
        /** A user who was let in. */
        record User(String subject) implements Actor {}

        /** Whoever this token, which verified, speaks for. */
        record Bearer(String token) implements Actor {
            @Override
            public String toString() {
                return "a bearer"; // Tokens are no text for logs.
            }
        }
    }

    /** Whether refusals of this code are recorded. */
    public static boolean isOne(String code) {
        return CODES.contains(code);
    }
}
