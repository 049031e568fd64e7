package io.pharos.report.render;

import io.pharos.report.render.Fonts.Face;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** A line of text, each character in the first of the fonts that has it; what none has is shown as {@code ?}. */
record TextRuns(List<Run> runs, float size, float width) {
    private static final String ELLIPSIS = "…";

    /** Characters of one font. */
    record Run(PDFont font, String text) {}

    static TextRuns of(String text, List<Face> faces, float size) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        Face face = faces.getFirst();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = shown(text.codePointAt(i), faces);
            Face next = face(codePoint, faces);
            if (!next.equals(face) && !current.isEmpty()) {
                runs.add(new Run(face.font(), current.toString()));
                current.setLength(0);
            }
            face = next;
            current.appendCodePoint(codePoint);
        }
        if (!current.isEmpty()) {
            runs.add(new Run(face.font(), current.toString()));
        }
        return new TextRuns(List.copyOf(runs), size, width(runs, size));
    }

    /** As much of the text as fits, with an ellipsis where some does not. */
    static TextRuns fitting(String text, List<Face> faces, float size, float width) throws IOException {
        TextRuns whole = of(text, faces, size);
        if (whole.width() <= width) {
            return whole;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (of(text.substring(0, middle) + ELLIPSIS, faces, size).width() <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return of(text.substring(0, low) + ELLIPSIS, faces, size);
    }

    void showAt(PDPageContentStream out, float x, float y) throws IOException {
        out.beginText();
        out.newLineAtOffset(x, y);
        show(out);
        out.endText();
    }

    /** Within a text object that is begun and moved already. */
    void show(PDPageContentStream out) throws IOException {
        for (Run run : runs) {
            out.setFont(run.font(), size);
            out.showText(run.text());
        }
    }

    private static float width(List<Run> runs, float size) throws IOException {
        float width = 0;
        for (Run run : runs) {
            width += run.font().getStringWidth(run.text()) / 1000 * size;
        }
        return width;
    }

    private static int shown(int codePoint, List<Face> faces) {
        boolean known = faces.stream().anyMatch(face -> face.has(codePoint));
        return known ? codePoint : codePoint <= ' ' ? ' ' : '?';
    }

    private static Face face(int codePoint, List<Face> faces) {
        return faces.stream().filter(face -> face.has(codePoint)).findFirst().orElse(faces.getFirst());
    }
}
