package io.pharos.router.token;

import io.pharos.model.Scope;
import io.pharos.router.token.OAuthRefusal.Fault;
import java.util.EnumSet;
import java.util.Set;

/** Which scopes a request for a token gets: what it asks for, if it may have it; all that it may have, if it says nothing. */
final class ScopeChoice {
    private ScopeChoice() {}

    static Set<Scope> of(String requested, Set<Scope> allowed) {
        if (requested.isBlank()) {
            return required(allowed);
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : requested.trim().split(" +")) {
            Scope scope = Scope.parse(word).filter(allowed::contains).orElseThrow(ScopeChoice::refused);
            scopes.add(scope);
        }
        return scopes;
    }

    static Set<Scope> common(Set<Scope> one, Set<Scope> other) {
        Set<Scope> common = EnumSet.noneOf(Scope.class);
        common.addAll(one);
        common.retainAll(other);
        return common;
    }

    private static Set<Scope> required(Set<Scope> allowed) {
        if (allowed.isEmpty()) {
            throw refused();
        }
        return allowed;
    }

    private static OAuthRefusal refused() {
        return new OAuthRefusal(Fault.INVALID_SCOPE, "Ask for scopes that this client was given, separated by spaces.");
    }
}
