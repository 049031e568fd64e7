/** What tenants may use, decided here and written into the directory: nobody calls billing on a request's way. */
@NullMarked
package io.pharos.billing.entitlement;

import org.jspecify.annotations.NullMarked;
