package io.pharos.alert.ruler;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;

/** Whose rules, and the environment that they watch. */
public record Owner(TenantId tenant, Environment environment) {}
