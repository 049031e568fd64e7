/** The drawing of flows. */
@NullMarked
package io.pharos.router.lineage;

import org.jspecify.annotations.NullMarked;
