/** A remote-write sender of our own, so that malformed requests can be sent too. */
@NullMarked
package io.pharos.e2e.write;

import org.jspecify.annotations.NullMarked;
