package io.pharos.mall.chaos;

import java.util.Arrays;
import java.util.Optional;

/** What can be broken: the closed list. Its level, above 0 up to 1, says how hard. */
public enum Knob {
    PAYMENT_FAILURES("payment-failures", "that share of payment attempts is declined by the gateway"),
    GOLD_DROP("gold-drop", "that share of gold customers stops buying"),
    SLOW_SQL("slow-sql", "the statement that records orders sleeps up to 3 s in PostgreSQL"),
    REDIS_ERRORS("redis-errors", "that share of stock commands is refused by Redis; the order is lost"),
    STALE_CACHE("stale-cache", "that share of stock checks reads a snapshot of the moment it was turned on"),
    CACHE_PENETRATION(
            "cache-penetration", "up to 200 look-ups a second of SKUs that no cache can know fall through to SQL"),
    LOST_CALLBACKS("lost-callbacks", "that share of successful payments is never called back; the order closes unpaid"),
    DUPLICATE_CALLBACKS("duplicate-callbacks", "that share of successful payments is called back twice"),
    OVERSELL("oversell", "that share of orders rushes to SKU 1001 past the stock check, and nobody restocks it"),
    BAD_CONNECTION_POOL("bad-connection-pool", "one database connection, given back up to 1 s late");

    private final String path;
    private final String effect;

    Knob(String path, String effect) {
        this.path = path;
        this.effect = effect;
    }

    /** The knob as its address spells it. */
    public String path() {
        return path;
    }

    /** What it does, for people. */
    public String effect() {
        return effect;
    }

    public static Optional<Knob> parse(String path) {
        return Arrays.stream(values()).filter(knob -> knob.path.equals(path)).findFirst();
    }
}
