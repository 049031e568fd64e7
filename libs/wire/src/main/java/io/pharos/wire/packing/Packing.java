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

    /** Whether the body begins as one that is packed so does; where nothing marks it, any body may be. */
    public boolean isMarkedOn(byte[] body) {
        return switch (this) {
            case IDENTITY, SNAPPY -> true;
            case ZSTD -> startsWith(body, 0x28, 0xB5, 0x2F, 0xFD);
            case GZIP -> startsWith(body, 0x1F, 0x8B);
        };
    }

    private static boolean startsWith(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= body.length || (body[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
