package io.pharos.model;

import java.util.Locale;
import java.util.Optional;

/** What a user is within one tenant. Quotas hang on it; what may be done hangs on the scopes. */
public enum Role {
    ADMIN(false),
    DEV(true),
    GUEST(false);

    private final boolean renewable;

    Role(boolean renewable) {
        this.renewable = renewable;
    }

    /** Whether a token of this role comes with a refresh token. */
    public boolean renewable() {
        return renewable;
    }

    /** The role as tokens and configuration spell it: {@code admin}, {@code dev}, {@code guest}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String value) {
        for (Role role : values()) {
            if (role.value().equals(value)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
