/** A service behind the router that misbehaves on request. */
@NullMarked
package io.pharos.router.backend;

import org.jspecify.annotations.NullMarked;
