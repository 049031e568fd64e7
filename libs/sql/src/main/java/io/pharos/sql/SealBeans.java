package io.pharos.sql;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The seal of services whose answers hold no secret. */
@Dependent
final class SealBeans {
    @Produces
    @Singleton
    @DefaultBean
    Seal none() {
        return new Seal() {
            @Override
            public byte[] close(String name, byte[] answer) {
                return answer;
            }

            @Override
            public byte[] open(String name, byte[] stored) {
                return stored;
            }
        };
    }
}
