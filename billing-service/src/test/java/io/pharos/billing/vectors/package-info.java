/** The shared pricing vectors, mapped onto the production types; the mapping holds no arithmetic of its own. */
@NullMarked
package io.pharos.billing.vectors;

import org.jspecify.annotations.NullMarked;
