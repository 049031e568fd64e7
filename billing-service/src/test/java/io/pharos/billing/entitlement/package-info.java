/** What the directory is to say of tenants. */
@NullMarked
package io.pharos.billing.entitlement;

import org.jspecify.annotations.NullMarked;
