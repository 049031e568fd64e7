package io.pharos.tenancy.secret;

/** Resolves references to secrets ({@code file:…}, {@code env:…}); a file must lie within the configured folder. */
public interface Secrets {
    /** The secret, without the newline that editors leave at the end; a problem UNAVAILABLE where there is none. */
    String resolve(SecretRef reference);
}
