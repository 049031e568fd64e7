/** Traces on their way to where the directory says that a tenant's go. */
@NullMarked
package io.pharos.tsdb.traces;

import org.jspecify.annotations.NullMarked;
