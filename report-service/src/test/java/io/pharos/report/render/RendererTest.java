package io.pharos.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pharos.model.Problem;
import io.pharos.report.render.RenderRequest.Column;
import io.pharos.report.render.RenderRequest.LongTable;
import io.pharos.report.turn.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42m"
                    + "Nk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Renderer renderer = new Renderer(TestBounds.usual());

    @Test
    void theSameRequestMakesTheSameBytes() {
        byte[] once = render(Documents.everything());
        byte[] again =
                new Renderer(TestBounds.usual()).render(Documents.everything(), Deadline.in(Duration.ofMinutes(1)));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void everyPageHasHeaderFooterAndItsNumber() throws IOException {
        try (PDDocument document = open(Documents.everything())) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(text(document)).contains("page 1 of 3", "page 2 of 3", "page 3 of 3", "Acme Trading 阿克米");
        }
    }

    @Test
    void chineseIsTextThatCanBeSearched() throws IOException {
        try (PDDocument document = open(Documents.everything())) {
            assertThat(text(document)).contains("用量报告", "为贵公司提供监控服务", "每小时用量");
        }
    }

    @Test
    void isBuiltAsAnArchiveAndForReadersOfScreens() throws IOException {
        try (PDDocument document = open(Documents.everything())) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            String xmp = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(xmp)
                    .contains(
                            "<pdfaid:part>3</pdfaid:part>",
                            "<pdfuaid:part>1</pdfuaid:part>",
                            "EN 16931",
                            "factur-x.xml");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getOutputIntents()).hasSize(1);
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getDocumentOutline().children()).isNotEmpty();
            assertThat(fonts(document)).isNotEmpty().allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void attachmentsAreEmbeddedAndAssociated() throws IOException {
        try (PDDocument document = open(Documents.everything())) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            assertThat(catalog.getNames().getEmbeddedFiles().getNames()).containsOnlyKeys("factur-x.xml", "usage.csv");
            assertThat(catalog.getCOSObject().getCOSArray(COSName.AF)).hasSize(2);
        }
    }

    @Test
    void aLongTableKeepsEveryRowAndRepeatsItsHead() throws IOException {
        List<List<String>> rows = IntStream.range(0, 2_500)
                .mapToObj(i -> List.of("row " + i, "x"))
                .toList();
        LongTable table =
                new LongTable("Rows", List.of(new Column("Name", 1, false), new Column("Value", 1, true)), rows);
        try (PDDocument document = open(Documents.of("<html><body><p>Cover</p></body></html>", null, table))) {
            String text = text(document);
            assertThat(text).contains("row 0 x", "row 2499 x");
            assertThat(text.split("Name", -1).length - 1).isEqualTo(document.getNumberOfPages() - 1);
        }
    }

    @Test
    void aPictureWithinTheDocumentIsShown() throws IOException {
        try (PDDocument document =
                open(Documents.of("<html><body><img alt='dot' src='" + PIXEL + "'/></body></html>"))) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><img alt='x' src='file:///etc/passwd'/></body></html>",
                "<html><body><img alt='x' src='http://127.0.0.1:1/x.png'/></body></html>",
                "<html><body><img alt='x' src='secret.png'/></body></html>",
                "<html><head><link rel='stylesheet' href='http://127.0.0.1:1/x.css'/></head><body/></html>",
                "<html><head><style>@import url(file:///etc/passwd);</style></head><body/></html>",
                "<html><head><style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style></head>"
                        + "<body style='font-family:x'>x</body></html>",
                "<html><body style=\"background-image:url('http://127.0.0.1:1/x.png')\">x</body></html>",
            })
    void nothingIsLoadedFromOutside(String html) {
        assertThat(refusal(html).code()).isEqualTo("render.outside-resource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><p>open</body></html>",
                "<p>no root</p>",
                "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body>&x;</body></html>",
                "",
            })
    void whatIsNotWellFormedIsRefused(String html) {
        assertThat(refusal(html).code()).isEqualTo("render.malformed-html");
    }

    @Test
    void depthRowsAndPagesAreBounded() {
        Renderer small = new Renderer(TestBounds.with(Map.of("max-depth", "10", "max-rows", "5", "max-pages", "3")));
        LongTable table = new LongTable(
                "t",
                List.of(new Column("a", 1, false)),
                IntStream.range(0, 6).mapToObj(i -> List.of("x")).toList());
        assertThat(refusal(
                                small,
                                Documents.of(
                                        "<html><body>" + "<div>".repeat(20) + "</div>".repeat(20) + "</body></html>"))
                        .code())
                .isEqualTo("render.too-large");
        assertThat(refusal(small, Documents.of("<html><body/></html>", null, table))
                        .code())
                .isEqualTo("render.too-many-rows");
        assertThat(refusal(
                                small,
                                Documents.of("<html><body>" + "<p style='page-break-after:always'>x</p>".repeat(6)
                                        + "</body></html>"))
                        .code())
                .isEqualTo("render.too-many-pages");
    }

    private byte[] render(RenderRequest request) {
        return renderer.render(request, Deadline.in(Duration.ofMinutes(1)));
    }

    private PDDocument open(RenderRequest request) throws IOException {
        return Loader.loadPDF(render(request));
    }

    private Problem refusal(String html) {
        return refusal(renderer, Documents.of(html));
    }

    private static Problem refusal(Renderer renderer, RenderRequest request) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> renderer.render(request, Deadline.in(Duration.ofMinutes(1))));
        return Objects.requireNonNull(problem, "it was made");
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }

    private static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                fonts.add(page.getResources().getFont(name));
            }
        }
        return fonts;
    }
}
