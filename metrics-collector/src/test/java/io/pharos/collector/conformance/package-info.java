/** Remote write's conformance cases, for receivers and for senders. */
@NullMarked
package io.pharos.collector.conformance;

import org.jspecify.annotations.NullMarked;
