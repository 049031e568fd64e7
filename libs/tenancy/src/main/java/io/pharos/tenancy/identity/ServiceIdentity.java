package io.pharos.tenancy.identity;

/** This service's own proof towards others of the suite: a token for {@code pharos-internal}, renewed early. */
public interface ServiceIdentity {
    /** The current token, from memory and never blocking; a problem UNAVAILABLE where none could be had yet. */
    String token();
}
