package io.pharos.tenancy.context;

import io.pharos.tenancy.token.Caller;

/** Somebody who was let in. */
public sealed interface Admission permits TenantContext, Admission.Platform, Admission.Suite {
    Caller caller();

    /** The platform's administration, for no tenant. */
    record Platform(Caller.PlatformCaller caller) implements Admission {}

    /** A service of the suite. */
    record Suite(Caller.ServiceCaller caller) implements Admission {}
}
