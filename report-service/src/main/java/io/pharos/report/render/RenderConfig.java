package io.pharos.report.render;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much a document may be, and how many there may be at once. */
@ConfigMapping(prefix = "pharos.report.render")
public interface RenderConfig {
    /** How many documents are made at once; 0 for as many as there are processors. */
    @WithDefault("0")
    @Min(0)
    int threads();

    /** How many documents of one tenant may wait. */
    @WithDefault("16")
    @Min(1)
    int waitingOfTenant();

    /** How many documents may wait in all. */
    @WithDefault("256")
    @Min(1)
    int waitingOfAll();

    /** How long a document may take, with its waiting. */
    @WithDefault("30s")
    Duration deadline();

    /** The most characters of HTML and of CSS. */
    @WithDefault("4000000")
    @Min(1)
    int maxCharacters();

    /** The most elements of HTML and SVG. */
    @WithDefault("60000")
    @Min(1)
    int maxElements();

    /** How deep elements may lie in each other. */
    @WithDefault("48")
    @Min(1)
    int maxDepth();

    /** The most rows of the long table. */
    @WithDefault("20000")
    @Min(1)
    int maxRows();

    /** The most pages. */
    @WithDefault("1500")
    @Min(1)
    int maxPages();

    /** The most bytes of what is embedded, and of one picture. */
    @WithDefault("16000000")
    @Min(1)
    int maxEmbeddedBytes();
}
