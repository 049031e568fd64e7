/** The tenant directory: tenants, engines, environments, plans and limits, and the snapshot that all services pull. */
@NullMarked
package io.pharos.router.directory;

import org.jspecify.annotations.NullMarked;
