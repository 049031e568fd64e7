package io.pharos.report.render;

import io.pharos.report.render.RenderRequest.EInvoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * What a document says of itself, the same in its information dictionary and in XMP: PDF/A-3U (ISO 19005-3), PDF/UA-1
 * (ISO 14289-1), and for an invoice the schema of Factur-X 1.0. All times are the request's.
 */
final class Metadata {
    /** Another version may make other bytes of the same request. */
    static final String PRODUCER = "Pharos report-service, renderer 2";

    private static final String FACTUR_X_SCHEMA = """
            <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
            <fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>%s</fx:DocumentFileName>
            <fx:Version>1.0</fx:Version><fx:ConformanceLevel>%s</fx:ConformanceLevel></rdf:Description>
            """;

    private Metadata() {}

    static void write(PDDocument document, RenderRequest request) throws IOException {
        Instant created = request.created().truncatedTo(ChronoUnit.SECONDS);
        information(document, request, created);
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp(request, created).getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);
        document.getDocumentCatalog().setLanguage(request.language());
    }

    private static void information(PDDocument document, RenderRequest request, Instant created) {
        PDDocumentInformation information = new PDDocumentInformation();
        Calendar time = GregorianCalendar.from(created.atZone(ZoneOffset.UTC));
        information.setTitle(request.title());
        information.setProducer(PRODUCER);
        information.setCreationDate(time);
        information.setModificationDate(time);
        if (request.author() != null) {
            information.setAuthor(request.author());
        }
        document.setDocumentInformation(information);
    }

    private static String xmp(RenderRequest request, Instant created) {
        EInvoice eInvoice = request.eInvoice();
        String author = request.author() == null
                ? ""
                : "<dc:creator><rdf:Seq><rdf:li>" + escape(request.author()) + "</rdf:li></rdf:Seq></dc:creator>";
        String facturX = eInvoice == null
                ? ""
                : FACTUR_X_SCHEMA.formatted(escape(eInvoice.fileName()), escape(eInvoice.level()));
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
                 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                <pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
                <dc:format>application/pdf</dc:format>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                <dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>%s
                <xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>
                <pdf:Producer>%s</pdf:Producer></rdf:Description>
                %s%s</rdf:RDF></x:xmpmeta>
                <?xpacket end="w"?>
                """.formatted(
                        escape(request.title()),
                        escape(request.language()),
                        author,
                        created,
                        created,
                        PRODUCER,
                        facturX,
                        XmpExtensions.of(eInvoice != null));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
