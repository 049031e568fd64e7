package io.pharos.tenancy.egress;

import java.net.InetAddress;

/** A range of addresses, as {@code 10.0.0.0/8} or {@code fc00::/7}. */
public record Cidr(InetAddress network, int bits) {
    public Cidr {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix length: " + bits);
        }
    }

    /** Reads a range, or a single address as a range of one; names are not resolved. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new Cidr(network, bits);
    }

    /** Whether an address of the same family lies in the range. */
    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((own[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
