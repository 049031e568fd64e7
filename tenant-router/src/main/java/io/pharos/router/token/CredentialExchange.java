package io.pharos.router.token;

import java.util.concurrent.CompletionStage;

/** Turns what a client presents into that client's access token. */
@FunctionalInterface
public interface CredentialExchange {
    /** The token; fails with UNAUTHENTICATED where that is certain, and UNAVAILABLE where it is not. */
    CompletionStage<String> exchange(PresentedClient presented, String address);
}
