/** Where a tenant's active series come from, and its rules on which of them are left out. */
@NullMarked
package io.pharos.collector.cardinality;

import org.jspecify.annotations.NullMarked;
