package io.pharos.tenancy.token;

import java.util.concurrent.CompletionStage;

/**
 * Turns a JWT into its caller. A refusal is a problem UNAUTHENTICATED where that is certain, and UNAVAILABLE where the
 * keys that would tell are out of reach.
 */
public interface TokenVerifier {
    /** Answers at once from memory; waits (with a deadline) only where a key was never seen. Not for event loops. */
    Caller verify(String jwt);

    /** The same for event loops: complete already, save where a key was never seen. */
    CompletionStage<Caller> verifyAsync(String jwt);
}
