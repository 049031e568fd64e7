/** Scrapes the targets that this replica owns, and brings the samples to the tenant's engine in order. */
@NullMarked
package io.pharos.collector.scrape;

import org.jspecify.annotations.NullMarked;
