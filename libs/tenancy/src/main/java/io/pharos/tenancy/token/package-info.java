/** Tokens: who a caller is, and how a JWT becomes a caller. */
@NullMarked
package io.pharos.tenancy.token;

import org.jspecify.annotations.NullMarked;
