/** The one way of every write, whatever protocol it came by: prepared, through the stages, forwarded, answered. */
@NullMarked
package io.pharos.collector.pipeline;

import org.jspecify.annotations.NullMarked;
