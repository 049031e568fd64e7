/** What goes with a tenant that is deleted. */
@NullMarked
package io.pharos.collector.leaving;

import org.jspecify.annotations.NullMarked;
