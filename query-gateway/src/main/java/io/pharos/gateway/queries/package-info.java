/** What a tenant's queries cost, the most expensive first, and the tenant's rules that block some of them. */
@NullMarked
package io.pharos.gateway.queries;

import org.jspecify.annotations.NullMarked;
