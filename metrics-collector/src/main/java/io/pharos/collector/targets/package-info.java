/** What tenants ask to have scraped: jobs with their targets, as Prometheus's scrape_config has them. */
@NullMarked
package io.pharos.collector.targets;

import org.jspecify.annotations.NullMarked;
