/** The tenant directory as every service sees it: tenants, their plans and limits, and the engines that hold their data. */
@NullMarked
package io.pharos.tenancy.directory;

import org.jspecify.annotations.NullMarked;
