/** Tenants' rule files: kept in versions, changed through the ruler configuration API of Cortex and Mimir. */
@NullMarked
package io.pharos.alert.ruler;

import org.jspecify.annotations.NullMarked;
