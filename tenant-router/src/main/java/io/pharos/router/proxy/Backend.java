package io.pharos.router.proxy;

import java.net.URI;

/** One of our services behind the router: its address and its breaker. */
record Backend(String service, URI address, Breaker breaker) {
    private static final int HTTP = 80;

    String host() {
        return address.getHost();
    }

    int port() {
        return address.getPort() < 0 ? HTTP : address.getPort();
    }
}
