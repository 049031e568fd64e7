package io.pharos.gateway.api;

import java.util.List;
import java.util.Locale;

/** What a client can unpack. */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Whether gzip is named and not turned down ({@code gzip;q=0}). */
    static boolean gzip(List<String> headers) {
        return headers.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
