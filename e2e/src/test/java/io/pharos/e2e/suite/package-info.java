/** Starting the suite through {@code ./pharos}, and talking to it. */
@NullMarked
package io.pharos.e2e.suite;

import org.jspecify.annotations.NullMarked;
