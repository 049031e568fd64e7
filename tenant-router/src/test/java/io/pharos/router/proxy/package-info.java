/** The front door against real sockets. */
@NullMarked
package io.pharos.router.proxy;

import org.jspecify.annotations.NullMarked;
