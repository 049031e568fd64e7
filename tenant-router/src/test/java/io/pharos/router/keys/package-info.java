/** Signing keys. */
@NullMarked
package io.pharos.router.keys;

import org.jspecify.annotations.NullMarked;
