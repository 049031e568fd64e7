/** How much time one query may span, by role: the evaluated range and the data it touches. Pure. */
@NullMarked
package io.pharos.gateway.limits;

import org.jspecify.annotations.NullMarked;
