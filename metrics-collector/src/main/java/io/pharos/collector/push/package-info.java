/**
 * The Pushgateway's API: groups of metrics that jobs leave here before they end, kept in PostgreSQL and written to the
 * tenant's engine every 15 s by one replica, until they are deleted.
 */
@NullMarked
package io.pharos.collector.push;

import org.jspecify.annotations.NullMarked;
