package io.pharos.wire.otlp;

/** How names of OpenTelemetry become names of Prometheus. */
public enum TranslationStrategy {
    /** Characters beyond the classic form become underscores; unit and type are put at the end. */
    UNDERSCORE_ESCAPING_WITH_SUFFIXES(true, true),
    /** Characters stay; unit and type are put at the end. For engines that store any name. */
    NO_UTF8_ESCAPING_WITH_SUFFIXES(false, true),
    /** Characters become underscores, and nothing is put at the end. */
    UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES(true, false),
    /** Names stay as they are. For engines that store any name. */
    NO_TRANSLATION(false, false);

    private final boolean escapes;
    private final boolean suffixes;

    TranslationStrategy(boolean escapes, boolean suffixes) {
        this.escapes = escapes;
        this.suffixes = suffixes;
    }

    boolean escapes() {
        return escapes;
    }

    boolean suffixes() {
        return suffixes;
    }
}
