package io.pharos.gateway.quota;

import io.vertx.core.Future;
import java.util.List;

/**
 * Counts requests in a second that slides: of any closed second, at most as many requests of a key are granted as its
 * quota says. A request is counted by all of its quotas or, where one refuses it, by none. The future fails where
 * nobody can count.
 */
interface Window {
    Future<Verdict> take(List<Quota> quotas);
}
