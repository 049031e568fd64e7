package io.pharos.ownership;

import io.pharos.sql.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts ownership together for a service that uses it. */
@Dependent
final class OwnershipBeans {
    @Produces
    @Singleton
    Ownership ownership(Database database, Clock clock, OwnershipConfig config) {
        return new Ownership(database, clock, config.lease());
    }
}
