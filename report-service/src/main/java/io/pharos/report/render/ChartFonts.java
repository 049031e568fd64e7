package io.pharos.report.render;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The fonts for text within SVG, which its engine takes from the process: told to it before it looks, once. */
final class ChartFonts {
    /** For SVG that names none. */
    static final String FAMILY = "'Liberation Sans', 'Droid Sans Fallback'";

    private static final List<String> FILES = List.of(
            "/liberation/LiberationSans-Regular.ttf",
            "/liberation/LiberationSans-Bold.ttf",
            "/fonts/DroidSansFallbackFull.ttf");

    private ChartFonts() {}

    static void register() {
        GraphicsEnvironment process = GraphicsEnvironment.getLocalGraphicsEnvironment();
        FILES.forEach(file -> process.registerFont(font(file)));
    }

    private static Font font(String resource) {
        try (InputStream in = Objects.requireNonNull(ChartFonts.class.getResourceAsStream(resource), resource)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
