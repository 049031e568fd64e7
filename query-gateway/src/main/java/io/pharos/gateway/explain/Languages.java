package io.pharos.gateway.explain;

import io.pharos.promql.explain.Language;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** Which of our languages a client likes best, by its {@code Accept-Language} (RFC 9110). */
public final class Languages {
    private Languages() {}

    /** English where the headers name none of ours, or make no sense. */
    public static Language preferred(List<String> headers) {
        return ranges(String.join(",", headers)).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> Language.parse(range.getRange()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Language.ENGLISH);
    }

    /** The best liked first. */
    private static List<LanguageRange> ranges(String header) {
        try {
            return header.isBlank() ? List.of() : LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of(); // A preference that cannot be read is none.
        }
    }
}
