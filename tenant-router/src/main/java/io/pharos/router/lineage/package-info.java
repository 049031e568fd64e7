/** Where a tenant's data went, drawn. */
@NullMarked
package io.pharos.router.lineage;

import org.jspecify.annotations.NullMarked;
