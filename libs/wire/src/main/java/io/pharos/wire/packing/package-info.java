/** Bodies as they are packed on the way: snappy's blocks, zstd, gzip; each held to what it declares. */
@NullMarked
package io.pharos.wire.packing;

import org.jspecify.annotations.NullMarked;
