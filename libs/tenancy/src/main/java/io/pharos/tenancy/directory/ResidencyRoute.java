package io.pharos.tenancy.directory;

import io.pharos.model.Environment;

/**
 * One rule of a tenant's policy: series that the selector matches are written as the environment {@code to}'s, wherever
 * they were sent, and are read there. A series goes by the first rule that matches it.
 *
 * @param selector as in queries, such as {@code {job="payments", cluster=~"eu-.*"}}
 * @param mode how far these series may go, whatever the rest of the tenant's may
 */
public record ResidencyRoute(String selector, Environment to, ResidencyMode mode) {
    public ResidencyRoute {
        Given.all("residency route", selector, to);
        mode = Given.or(mode, ResidencyMode.LOCAL);
    }
}
