/** The encoded bytes of the write protocols, walked and changed without decoding them; no framework, no I/O. */
@NullMarked
package io.pharos.wire;

import org.jspecify.annotations.NullMarked;
