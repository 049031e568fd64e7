package io.pharos.report.render;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.report.render.RenderRequest.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** Embeds files as PDF/A-3 wants: named, typed, dated, and associated with the document ({@code /AF}). */
final class Attachments {
    private Attachments() {}

    static void embed(PDDocument document, List<Attachment> attachments, Instant created, int maxBytes)
            throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        requireSmall(attachments, maxBytes);
        Map<String, PDComplexFileSpecification> files = new TreeMap<>();
        COSArray associated = new COSArray();
        for (Attachment attachment : attachments) {
            PDComplexFileSpecification file = file(document, attachment, created);
            if (files.put(attachment.name(), file) != null) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "render.attachment-twice",
                        "Two attachments are named '" + attachment.name() + "'; give each a name of its own.");
            }
            associated.add(file);
        }
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(files);
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.AF, associated);
    }

    private static PDComplexFileSpecification file(PDDocument document, Attachment attachment, Instant created)
            throws IOException {
        PDEmbeddedFile content =
                new PDEmbeddedFile(document, new ByteArrayInputStream(attachment.content()), COSName.FLATE_DECODE);
        Calendar time = GregorianCalendar.from(created.atZone(ZoneOffset.UTC));
        content.setSubtype(attachment.mediaType());
        content.setSize(attachment.content().length);
        content.setCreationDate(time);
        content.setModDate(time);
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(attachment.name());
        file.setFileUnicode(attachment.name());
        file.setFileDescription(attachment.description());
        file.setEmbeddedFile(content);
        file.setEmbeddedFileUnicode(content);
        file.getCOSObject().setName(COSName.getPDFName("AFRelationship"), attachment.relationship());
        return file;
    }

    private static void requireSmall(List<Attachment> attachments, int maxBytes) {
        long bytes = attachments.stream().mapToLong(a -> a.content().length).sum();
        if (bytes > maxBytes) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "render.attachments-too-large",
                    "Attachments have at most " + maxBytes + " bytes together; compress them, or give a link instead.");
        }
    }
}
