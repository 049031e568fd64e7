package io.pharos.router.proxy;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers a request may have, and which go on. Names are compared in lower case with {@code _} as {@code -},
 * since some servers behind read both as the same.
 */
final class HeaderRules {
    private static final String AUTHORIZATION = "authorization";
    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String CONNECTION = "connection";
    private static final String EXPECT = "expect";
    private static final String CONTINUE = "100-continue";

    /** Told once or not at all: two values are two readings. */
    private static final List<String> SINGLE = List.of(
            TenantId.HEADER, Environment.HEADER, AUTHORIZATION, "host", CONTENT_LENGTH, TRANSFER_ENCODING, EXPECT);

    /** Of one connection, not of the exchange (RFC 9110 §7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            CONNECTION,
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            TRANSFER_ENCODING,
            "upgrade",
            EXPECT);

    /** By which other systems name a tenant, a user or an origin: ours are set here, and theirs are nobody's to send. */
    private static final Set<String> FOREIGN = Set.of(
            "x-scope-orgid",
            "x-scope-org-id",
            "thanos-tenant",
            "accountid",
            "account-id",
            "projectid",
            "project-id",
            "x-prom-tenant",
            "x-tenant",
            "tenant",
            "tenant-id",
            "x-org-id",
            "x-orgid",
            "x-grafana-org-id",
            "x-webauth-user",
            "x-forwarded-user",
            "x-remote-user",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "forwarded",
            "x-real-ip");

    private static final List<String> FOREIGN_PREFIXES = List.of("x-scope-", "x-forwarded-", "x-pharos-", "vl-", "vm-");

    private static final String TENANT = TenantId.HEADER.toLowerCase(Locale.ROOT);
    private static final String ENVIRONMENT = Environment.HEADER.toLowerCase(Locale.ROOT);
    private static final Set<String> SET_HERE =
            Set.of(TENANT, ENVIRONMENT, AUTHORIZATION, "host", "traceparent", "tracestate");

    private HeaderRules() {}

    /** Refuses requests that two servers could cut or read differently. */
    static void requireSound(MultiMap headers) {
        for (String name : SINGLE) {
            if (headers.getAll(name).size() > 1) {
                throw malformed("route.header-twice", "Send the header " + name + " once.");
            }
        }
        requireSoundFraming(headers);
        requireKnownExpectation(headers);
        for (Map.Entry<String, String> header : headers) {
            requireNoSpelling(header.getKey());
        }
    }

    /** The client's headers that go on to the service. */
    static void copyRequest(MultiMap from, MultiMap to) {
        Set<String> connection = named(from);
        for (Map.Entry<String, String> header : from) {
            String name = normal(header.getKey());
            if (!HOP_BY_HOP.contains(name)
                    && !SET_HERE.contains(name)
                    && !isForeign(name)
                    && !connection.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** The service's headers that go back to the client. */
    static void copyResponse(MultiMap from, MultiMap to) {
        Set<String> connection = named(from);
        for (Map.Entry<String, String> header : from) {
            String name = normal(header.getKey());
            if (!HOP_BY_HOP.contains(name) && !connection.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    static boolean hasBody(MultiMap headers) {
        String length = headers.get(CONTENT_LENGTH);
        return headers.contains(TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    static boolean expectsContinue(MultiMap headers) {
        return CONTINUE.equalsIgnoreCase(headers.get(EXPECT));
    }

    private static boolean isForeign(String name) {
        return FOREIGN.contains(name) || FOREIGN_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static void requireSoundFraming(MultiMap headers) {
        String coding = headers.get(TRANSFER_ENCODING);
        String length = headers.get(CONTENT_LENGTH);
        boolean sound = coding == null || (coding.equalsIgnoreCase("chunked") && length == null);
        if (!sound) {
            throw malformed(
                    "route.ambiguous-length",
                    "Tell the body's length in one way: Content-Length, or Transfer-Encoding: chunked.");
        }
        if (length != null && !(length.length() < 19 && length.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw malformed("route.ambiguous-length", "Content-Length is a whole number of bytes.");
        }
    }

    private static void requireKnownExpectation(MultiMap headers) {
        String expectation = headers.get(EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase(CONTINUE)) {
            throw malformed("route.unknown-expectation", "The only Expect that is understood is 100-continue.");
        }
    }

    /** {@code X_Tenant_ID} and the like: ours in another spelling, meant for a server that reads it as ours. */
    private static void requireNoSpelling(String name) {
        if (name.indexOf('_') >= 0 && SET_HERE.contains(normal(name))) {
            throw malformed("route.header-spelling", "Spell the header " + normal(name) + " with hyphens.");
        }
    }

    private static Set<String> named(MultiMap headers) {
        Set<String> names = new HashSet<>();
        for (String value : headers.getAll(CONNECTION)) {
            for (String name : value.split(",")) {
                names.add(normal(name.trim()));
            }
        }
        return names;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Problem malformed(String code, String detail) {
        return Problem.of(Kind.MALFORMED, code, detail);
    }
}
