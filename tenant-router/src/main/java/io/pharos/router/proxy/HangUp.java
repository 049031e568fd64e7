package io.pharos.router.proxy;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection now. Vert.x itself closes once all is written, which a peer that has stopped reading never lets
 * happen: so this closes below it.
 */
final class HangUp {
    private HangUp() {}

    static void on(HttpConnection connection) {
        if (connection instanceof ConnectionBase open) {
            var _ = open.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}
