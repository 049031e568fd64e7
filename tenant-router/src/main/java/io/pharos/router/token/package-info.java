/** Tokens: granted, renewed once, revoked, and exchanged for Basic credentials. */
@NullMarked
package io.pharos.router.token;

import org.jspecify.annotations.NullMarked;
