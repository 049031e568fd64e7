/** Finds payment card numbers in texts, and puts something harmless in their place. */
@NullMarked
package io.pharos.wire.card;

import org.jspecify.annotations.NullMarked;
