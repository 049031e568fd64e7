package io.pharos.alert.ownership;

/** Tells whether a replica lives that PostgreSQL has not heard of for a while. */
@FunctionalInterface
interface Presence {
    /** Whether the replica of that id answers at the address; another one, started since, is not it. */
    boolean isThere(String address, String replica);
}
