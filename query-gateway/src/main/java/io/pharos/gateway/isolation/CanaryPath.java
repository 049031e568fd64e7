package io.pharos.gateway.isolation;

import io.pharos.tenancy.directory.EngineRoute;
import java.time.Duration;

/** The way on which tenants' queries go, for the canary. */
public interface CanaryPath {
    /** What became of an attempt. */
    sealed interface Seen {
        /** The wall refused the query. */
        record Refused(String code) implements Seen {}

        /** The engine answered. */
        record Answered(String body) implements Seen {}

        /** Nobody answered: this says nothing of the wall. */
        record Failed(String why) implements Seen {}
    }

    /** Asks as a tenant on the production path, unbilled and outside of quotas; waits, for the deadline at most. */
    Seen attempt(EngineRoute self, String query, Duration deadline);
}
