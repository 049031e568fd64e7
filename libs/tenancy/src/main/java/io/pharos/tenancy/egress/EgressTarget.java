package io.pharos.tenancy.egress;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;

/** An address that was looked up once and found good, with the URI that led to it; made by {@link EgressGuard} alone. */
public record EgressTarget(URI uri, InetAddress address) {
    /** The request to that very address: name resolution is over, the Host and the certificate's name stay. */
    RequestOptions request(HttpMethod method) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(port(), address.getHostAddress()))
                .setHost(host())
                .setPort(port())
                .setSsl(tls())
                .setURI(path())
                .setFollowRedirects(false);
    }

    int port() {
        int given = uri.getPort();
        return given > 0 ? given : tls() ? 443 : 80;
    }

    private boolean tls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private String host() {
        return uri.getHost();
    }

    private String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
