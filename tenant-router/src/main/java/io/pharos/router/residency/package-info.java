/** Where tenants' data may lie: their policies, and their moves between engines. */
@NullMarked
package io.pharos.router.residency;

import org.jspecify.annotations.NullMarked;
