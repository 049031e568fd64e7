package io.pharos.tsdb.write;

/** What a sender's body turned out to be. */
public sealed interface Prepared {
    /** Ready to be sent; it may be empty, where every series was rejected or none was there. */
    record Ready(TenantBatch batch) implements Prepared {}

    /** Not a request that anything of could be stored; sending it again unchanged is useless. */
    record Unreadable(String reason) implements Prepared {}
}
