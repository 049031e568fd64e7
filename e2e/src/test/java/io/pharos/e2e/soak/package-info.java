/** The long checks that {@code ./pharos soak} runs; each leaves its evidence under {@code docs/evidence}. */
@NullMarked
package io.pharos.e2e.soak;

import org.jspecify.annotations.NullMarked;
