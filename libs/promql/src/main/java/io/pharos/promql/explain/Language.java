package io.pharos.promql.explain;

import java.util.Locale;
import java.util.Optional;

/** The languages of explanations. */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }

    /** By its tag, with or without a region: {@code zh-CN} is Chinese. */
    public static Optional<Language> parse(String tag) {
        String primary = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        for (Language language : values()) {
            if (language.tag.equals(primary)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
