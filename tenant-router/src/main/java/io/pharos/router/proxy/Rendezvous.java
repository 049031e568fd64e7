package io.pharos.router.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Highest-random-weight hashing (Thaler and Ravishankar, 1996): every key has an order of the places, and a place that
 * goes or comes moves only the keys that had it first.
 */
final class Rendezvous {
    private Rendezvous() {}

    /** The places in the order of that key; {@code name} tells them apart, the same in every replica of the router. */
    static <T> List<T> order(List<T> places, String key, Function<T, String> name) {
        Comparator<T> byWeight = Comparator.comparingLong(place -> weight(key, name.apply(place)));
        return places.stream().sorted(byWeight.thenComparing(name)).toList();
    }

    /** FNV-1a over both, made even by murmur3's last step. */
    private static long weight(String key, String place) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : (key + '\n' + place).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
