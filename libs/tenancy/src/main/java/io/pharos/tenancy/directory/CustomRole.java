package io.pharos.tenancy.directory;

import java.util.Set;

/**
 * A role that a plan adds to the product's three: what its members may ask, and who they are, by user id or client
 * id. What its limits leave out is as the token's role has it; scopes are always the token's.
 */
public record CustomRole(QueryLimits limits, Set<String> members) {
    public CustomRole {
        limits = Given.or(limits, QueryLimits.UNLIMITED);
        members = Set.copyOf(Given.or(members, Set.of()));
    }
}
