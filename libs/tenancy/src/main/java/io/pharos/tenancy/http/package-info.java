/** Small calls to the suite's own services, with a deadline and a bound each. */
@NullMarked
package io.pharos.tenancy.http;

import org.jspecify.annotations.NullMarked;
