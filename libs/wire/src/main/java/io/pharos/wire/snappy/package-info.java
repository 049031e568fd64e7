/** Snappy's block format with every length checked before anything is allocated. */
@NullMarked
package io.pharos.wire.snappy;

import org.jspecify.annotations.NullMarked;
