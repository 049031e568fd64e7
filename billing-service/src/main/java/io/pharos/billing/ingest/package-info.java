/** Usage events in: from Kafka and over HTTP, each counted once, what is odd set aside. */
@NullMarked
package io.pharos.billing.ingest;

import org.jspecify.annotations.NullMarked;
