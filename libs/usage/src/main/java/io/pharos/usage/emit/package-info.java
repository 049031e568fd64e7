/** From the spool to Kafka, at least once, under the same ids. */
@NullMarked
package io.pharos.usage.emit;

import org.jspecify.annotations.NullMarked;
