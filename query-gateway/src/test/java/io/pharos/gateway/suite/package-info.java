/** The gateway's surroundings in a test: router, engines with planted data, Redis, and a client. */
@NullMarked
package io.pharos.gateway.suite;

import org.jspecify.annotations.NullMarked;
