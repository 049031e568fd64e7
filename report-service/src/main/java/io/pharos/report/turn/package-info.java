/** Work that is heavy on the processor, in turns by tenant. */
@NullMarked
package io.pharos.report.turn;

import org.jspecify.annotations.NullMarked;
