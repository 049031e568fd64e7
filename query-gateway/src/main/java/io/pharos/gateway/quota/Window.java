package io.pharos.gateway.quota;

import io.vertx.core.Future;

/**
 * Counts requests in a second that slides: of any closed second, at most {@code limit} requests of a key are granted.
 * The future fails where nobody can count.
 */
interface Window {
    Future<Verdict> take(QuotaKey key, int limit);
}
