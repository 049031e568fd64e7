/** Remote write in: admitted, checked, labelled, forwarded, and answered with what became of the data. */
@NullMarked
package io.pharos.collector.ingest;

import org.jspecify.annotations.NullMarked;
