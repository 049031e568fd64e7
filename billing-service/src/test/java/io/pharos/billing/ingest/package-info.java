/** Events in, each once, whatever fails. */
@NullMarked
package io.pharos.billing.ingest;

import org.jspecify.annotations.NullMarked;
