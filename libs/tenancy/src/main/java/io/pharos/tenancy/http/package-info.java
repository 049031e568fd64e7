/** Calls to other services: small ones with a deadline and a bound each, and clients for streams. */
@NullMarked
package io.pharos.tenancy.http;

import org.jspecify.annotations.NullMarked;
