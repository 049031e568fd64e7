/** The one way out to addresses that a tenant supplied. */
@NullMarked
package io.pharos.tenancy.egress;

import org.jspecify.annotations.NullMarked;
