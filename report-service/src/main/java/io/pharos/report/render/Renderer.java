package io.pharos.report.render;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.report.render.Fonts.Embedded;
import io.pharos.report.render.Fonts.Face;
import io.pharos.report.render.RenderRequest.LongTable;
import io.pharos.report.turn.Deadline;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;

/**
 * Makes a PDF of a request: tagged, PDF/A-3U by its structure, all fonts embedded as subsets, and the same bytes for
 * the same request. Reads nothing but the request and its own fonts. Not thread-safe: one for each thread.
 */
public final class Renderer {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        // Its own log costs more than the layout, and what it says is not for those who run the service.
        XRLog.setLoggingEnabled(false);
        ChartFonts.register();
    }

    private final RenderConfig bounds;
    private final Fonts fonts = new Fonts();

    Renderer(RenderConfig bounds) {
        this.bounds = bounds;
    }

    /** The document's bytes, or the problem why there are none. */
    public byte[] render(RenderRequest request, Deadline deadline) {
        Document template = Template.read(request, bounds);
        try (PDDocument document = new PDDocument()) {
            Embedded embedded = fonts.embeddedIn(document);
            layOut(document, embedded, template, deadline);
            LongTable table = request.table();
            if (table != null) {
                LongTableWriter.append(document, embedded, table, deadline, bounds);
            }
            requireFew(document.getNumberOfPages());
            Attachments.embed(document, request.embedded(), request.created(), bounds.maxEmbeddedBytes());
            new Stamp(request, embedded).on(document);
            Metadata.write(document, request);
            return bytes(document, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void layOut(PDDocument document, Embedded embedded, Document template, Deadline deadline)
            throws IOException {
        ClosedResources resources = new ClosedResources(bounds.maxEmbeddedBytes());
        try (BatikSVGDrawer svg = new BatikSVGDrawer();
                PdfBoxRenderer renderer = builder(document, embedded, resources, deadline)
                        .useSVGDrawer(svg)
                        .withW3cDocument(template, "")
                        .buildPdfRenderer()) {
            renderer.layout();
            resources.check();
            deadline.check();
            renderer.createPDFWithoutClosing();
            resources.check();
        }
    }

    private PdfRendererBuilder builder(
            PDDocument document, Embedded embedded, ClosedResources resources, Deadline deadline) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePDDocument(document)
                .useFastMode()
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_U)
                .usePdfUaAccessibility(true)
                .useColorProfile(SRGB)
                .withProducer(Metadata.PRODUCER)
                .useUriResolver((base, uri) -> uri)
                .useExternalResourceAccessControl(
                        (uri, type) -> resources.allows(uri), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (uri, type) -> resources.allows(uri), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .usePageSupplier((into, width, height, number, shadow) -> page(into, width, height, deadline));
        font(builder, embedded.regular(), "Pharos Sans", 400, FontStyle.NORMAL);
        font(builder, embedded.bold(), "Pharos Sans", 700, FontStyle.NORMAL);
        font(builder, embedded.italic(), "Pharos Sans", 400, FontStyle.ITALIC);
        font(builder, embedded.mono(), "Pharos Mono", 400, FontStyle.NORMAL);
        font(builder, embedded.cjk(), "Pharos CJK", 400, FontStyle.NORMAL);
        return builder;
    }

    private static void font(PdfRendererBuilder builder, Face face, String family, int weight, FontStyle style) {
        builder.useFont(new PDFontSupplier(face.font()), family, weight, style, true);
    }

    private PDPage page(PDDocument document, float width, float height, Deadline deadline) {
        deadline.check();
        requireFew(document.getNumberOfPages() + 1);
        PDPage page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        return page;
    }

    private void requireFew(int pages) {
        if (pages > bounds.maxPages()) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "render.too-many-pages",
                    "A document has at most " + bounds.maxPages() + " pages; split it.");
        }
    }

    private static byte[] bytes(PDDocument document, RenderRequest request) throws IOException {
        document.setVersion(1.7f);
        document.setDocumentId(request.fingerprint());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
