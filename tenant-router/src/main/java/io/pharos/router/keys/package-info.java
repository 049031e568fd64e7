/** The keys that sign access tokens: made, encrypted, shared, listed, rotated. */
@NullMarked
package io.pharos.router.keys;

import org.jspecify.annotations.NullMarked;
