package io.pharos.report.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of the class path, parsed once: containers have none of their own. Latin first, then Chinese, Japanese and
 * Korean. Not thread-safe: each thread that makes documents has its own.
 */
final class Fonts {
    private final Parsed regular = Parsed.of("/liberation/LiberationSans-Regular.ttf");
    private final Parsed bold = Parsed.of("/liberation/LiberationSans-Bold.ttf");
    private final Parsed italic = Parsed.of("/liberation/LiberationSans-Italic.ttf");
    private final Parsed mono = Parsed.of("/liberation/LiberationMono-Regular.ttf");
    private final Parsed cjk = Parsed.of("/fonts/DroidSansFallbackFull.ttf");

    /** A font within a document, and which characters it has. */
    record Face(PDFont font, CmapLookup characters) {
        boolean has(int codePoint) {
            return characters.getGlyphId(codePoint) != 0;
        }
    }

    /** A document's fonts; only the glyphs that it uses are embedded. */
    record Embedded(Face regular, Face bold, Face italic, Face mono, Face cjk) {
        /** In the order in which they are asked for a character. */
        List<Face> plain() {
            return List.of(regular, cjk);
        }

        List<Face> strong() {
            return List.of(bold, cjk);
        }
    }

    Embedded embeddedIn(PDDocument document) {
        return new Embedded(
                regular.in(document), bold.in(document), italic.in(document), mono.in(document), cjk.in(document));
    }

    private record Parsed(TrueTypeFont font, CmapLookup characters) {
        static Parsed of(String resource) {
            try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(resource), resource)) {
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
                return new Parsed(font, font.getUnicodeCmapLookup());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Face in(PDDocument document) {
            try {
                return new Face(PDType0Font.load(document, font, true), characters);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
