/** Tokens. */
@NullMarked
package io.pharos.router.token;

import org.jspecify.annotations.NullMarked;
