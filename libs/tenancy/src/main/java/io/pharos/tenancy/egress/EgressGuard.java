package io.pharos.tenancy.egress;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether an address that a tenant supplied may be called, and which one it is: the name is resolved once, every
 * address that it has must be allowed, and the first of them is the one that is called.
 */
public final class EgressGuard {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final AddressPolicy policy;
    private final Resolver resolver;

    public EgressGuard(AddressPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    /** The target to call, or the problem why not. */
    public EgressTarget admit(URI uri) {
        requireForm(uri);
        List<InetAddress> addresses = resolve(uri.getHost());
        if (!addresses.stream().allMatch(policy::allows)) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "egress.address-not-allowed",
                    "The host '" + uri.getHost() + "' has an address that may not be called from here (loopback, "
                            + "private, local or reserved); give a public address, or ask the operator to allow it.");
        }
        return new EgressTarget(uri, addresses.getFirst());
    }

    private static void requireForm(URI uri) {
        boolean good = uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() <= 65_535
                && uri.getPort() != 0;
        if (!good) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "egress.malformed-url",
                    "Give an absolute http or https URL with a host, and without a user or password in it.");
        }
    }

    private List<InetAddress> resolve(String host) {
        try {
            String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            List<InetAddress> addresses = resolver.resolve(name);
            if (!addresses.isEmpty()) {
                return addresses;
            }
            throw unknown(host);
        } catch (UnknownHostException e) {
            throw unknown(host);
        }
    }

    private static Problem unknown(String host) {
        return Problem.of(
                Kind.UNPROCESSABLE, "egress.unknown-host", "The host '" + host + "' has no address; check its name.");
    }
}
