package io.pharos.router.proxy;

import java.net.URI;

/** One replica of a service of ours behind the router: its address and its breaker. */
record Backend(String service, URI address, Breaker breaker) {
    private static final int HTTP = 80;

    String host() {
        return address.getHost();
    }

    /** Tells the replicas of a service apart. */
    String name() {
        return host() + ":" + port();
    }

    int port() {
        return address.getPort() < 0 ? HTTP : address.getPort();
    }
}
