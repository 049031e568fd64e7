package io.pharos.wire.packing;

import java.util.Locale;
import java.util.Optional;

/** How a body is packed, by the names of the header Content-Encoding. */
public enum Packing {
    /** As it is. */
    IDENTITY,
    /** Snappy's block format. */
    SNAPPY,
    ZSTD,
    GZIP;

    /** The packing that a header names, in any case and with blanks around; empty where it is none of these. */
    public static Optional<Packing> named(String contentEncoding) {
        return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "snappy" -> Optional.of(SNAPPY);
            case "zstd" -> Optional.of(ZSTD);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            default -> Optional.empty();
        };
    }
}
