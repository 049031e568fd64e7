package io.pharos.tenancy.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called on a tenant's word: those of the public Internet, save what the operator denies beyond
 * (ranges of the cluster), and what the operator allows before all. Ranges after the registries of IANA for special
 * purposes.
 */
public record AddressPolicy(List<Cidr> allowed, List<Cidr> denied) {
    private static final Cidr PUBLIC_V6 = Cidr.parse("2000::/3");

    private static final List<Cidr> SPECIAL = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, cloud metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocol assignments, Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, leads to any IPv4
                    "3fff::/20") // documentation
            .map(Cidr::parse)
            .toList();

    public AddressPolicy {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /** Whether an address may be called. IPv6 beyond 2000::/3 (loopback, local, NAT64, mapped IPv4) may not. */
    public boolean allows(InetAddress address) {
        if (within(allowed, address)) {
            return true;
        }
        boolean outside = address instanceof Inet6Address && !PUBLIC_V6.contains(address);
        return !outside && !within(SPECIAL, address) && !within(denied, address);
    }

    private static boolean within(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
