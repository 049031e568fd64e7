/** The edge: from a request to a tenant's context, or to a refusal in a fixed order. */
@NullMarked
package io.pharos.tenancy.context;

import org.jspecify.annotations.NullMarked;
