package io.pharos.report.render;

import io.pharos.report.render.Fonts.Embedded;
import io.pharos.report.render.Fonts.Face;
import io.pharos.report.render.RenderRequest.Margin;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * What stands on every page when all pages are there: header, footer and watermark. They are artifacts: no reader takes
 * them for content.
 */
record Stamp(RenderRequest request, Embedded fonts) {
    static final float SIDE = 45.35f;
    private static final COSName ARTIFACT = COSName.getPDFName("Artifact");
    private static final float SIZE = 7.5f;
    private static final float FROM_EDGE = 34;
    private static final Color GREY = new Color(0x6b, 0x72, 0x80);
    private static final Color HAIRLINE = new Color(0xd5, 0xd9, 0xe0);
    private static final float WATERMARK_ALPHA = 0.10f;
    private static final float LARGEST_WATERMARK = 110;

    void on(PDDocument document) throws IOException {
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            PDPage page = document.getPage(i);
            try (var out = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                out.beginMarkedContent(ARTIFACT);
                PDRectangle box = page.getMediaBox();
                margin(out, request.header(), box, new Place(box.getHeight() - FROM_EDGE, -6, i + 1, pages));
                margin(out, request.footer(), box, new Place(FROM_EDGE - 4, 11, i + 1, pages));
                watermark(out, box);
                out.endMarkedContent();
            }
        }
    }

    /** The base line, where the hairline lies from it, and which page of how many. */
    private record Place(float y, float line, int page, int pages) {
        String fill(@Nullable String text) {
            return text == null
                    ? ""
                    : text.replace("{page}", Integer.toString(page)).replace("{pages}", Integer.toString(pages));
        }
    }

    private void margin(PDPageContentStream out, @Nullable Margin margin, PDRectangle box, Place place)
            throws IOException {
        if (margin == null) {
            return;
        }
        float right = box.getWidth() - SIDE;
        out.setStrokingColor(HAIRLINE);
        out.setLineWidth(0.5f);
        out.moveTo(SIDE, place.y() + place.line());
        out.lineTo(right, place.y() + place.line());
        out.stroke();
        out.setNonStrokingColor(GREY);
        float third = (right - SIDE) / 3;
        TextRuns left = text(place.fill(margin.left()), third * 1.4f);
        TextRuns centre = text(place.fill(margin.centre()), third);
        TextRuns end = text(place.fill(margin.right()), third * 1.4f);
        left.showAt(out, SIDE, place.y());
        centre.showAt(out, (box.getWidth() - centre.width()) / 2, place.y());
        end.showAt(out, right - end.width(), place.y());
    }

    private TextRuns text(String text, float width) throws IOException {
        return TextRuns.fitting(text, fonts.plain(), SIZE, width);
    }

    /** Across the page from corner to corner, so large that it fits. */
    private void watermark(PDPageContentStream out, PDRectangle box) throws IOException {
        String words = request.watermark();
        if (words == null || words.isBlank()) {
            return;
        }
        List<Face> faces = fonts.strong();
        double diagonal = Math.hypot(box.getWidth(), box.getHeight());
        float natural = TextRuns.of(words, faces, 1).width();
        float size = Math.min(LARGEST_WATERMARK, (float) (diagonal * 0.7 / natural));
        TextRuns text = TextRuns.of(words, faces, size);
        PDExtendedGraphicsState faint = new PDExtendedGraphicsState();
        faint.setNonStrokingAlphaConstant(WATERMARK_ALPHA);
        out.saveGraphicsState();
        out.setGraphicsStateParameters(faint);
        out.setNonStrokingColor(GREY);
        Matrix place = Matrix.getTranslateInstance(box.getWidth() / 2, box.getHeight() / 2);
        place.rotate(Math.atan2(box.getHeight(), box.getWidth()));
        place.translate(-text.width() / 2, -size / 3);
        out.beginText();
        out.setTextMatrix(place);
        text.show(out);
        out.endText();
        out.restoreGraphicsState();
    }
}
