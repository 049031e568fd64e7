package io.pharos.router.admin;

/** What answers with an ETag, and is changed with If-Match. */
public interface Versioned {
    /** Grows with every change. */
    long version();
}
