package io.pharos.report.render;

import java.io.IOException;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.jspecify.annotations.Nullable;

/**
 * Adds a table to a document's structure tree (ISO 32000-1, 14.7): rows and cells, each with the marked content that
 * shows it, and for each page the way back from its marked content.
 */
final class TableTags {
    static final COSName ARTIFACT = COSName.getPDFName("Artifact");
    private static final COSName NUMS = COSName.getPDFName("Nums");
    private static final COSName PARENT_TREE = COSName.getPDFName("ParentTree");
    private static final COSName NEXT_KEY = COSName.getPDFName("ParentTreeNextKey");
    private static final COSName SCOPE = COSName.getPDFName("Scope");

    private final COSDictionary root;
    private final COSArray numbers;
    private final COSDictionary section;
    private final COSDictionary table;
    private int nextKey;
    private @Nullable COSDictionary row;
    private @Nullable COSDictionary page;
    private COSArray onPage = new COSArray();

    TableTags(PDDocument document) {
        root = Objects.requireNonNull(document.getDocumentCatalog().getStructureTreeRoot(), "a document without tags")
                .getCOSObject();
        COSDictionary tree = root.getCOSDictionary(PARENT_TREE);
        numbers = tree.getCOSArray(NUMS);
        tree.removeItem(COSName.LIMITS);
        nextKey = numbers.size() == 0 ? 0 : ((COSInteger) numbers.getObject(numbers.size() - 2)).intValue() + 1;
        section = element("Sect", top());
        table = element("Table", section);
    }

    void onPage(PDPage added) {
        page = added.getCOSObject();
        onPage = new COSArray();
        added.setStructParents(nextKey);
        numbers.add(COSInteger.get(nextKey));
        numbers.add(onPage);
        nextKey++;
    }

    void row() {
        row = element("TR", table);
    }

    COSDictionary heading() {
        COSDictionary heading = element("H2", section);
        // The heading comes before the table.
        COSArray kids = section.getCOSArray(COSName.K);
        kids.remove(kids.size() - 1);
        kids.add(0, heading);
        return heading;
    }

    COSDictionary cell(boolean head) {
        COSDictionary cell = element(head ? "TH" : "TD", Objects.requireNonNull(row));
        if (head) {
            COSDictionary attributes = new COSDictionary();
            attributes.setName(COSName.O, "Table");
            attributes.setName(SCOPE, "Column");
            cell.setItem(COSName.A, attributes);
        }
        return cell;
    }

    /** Begins the marked content that shows an element. */
    void begin(PDPageContentStream out, COSDictionary element) throws IOException {
        int id = onPage.size();
        onPage.add(element);
        element.setItem(COSName.PG, Objects.requireNonNull(page));
        element.setInt(COSName.K, id);
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, id);
        out.beginMarkedContent(
                COSName.getPDFName(element.getNameAsString(COSName.S)), PDPropertyList.create(properties));
    }

    void close() {
        root.setInt(NEXT_KEY, nextKey);
    }

    private COSDictionary top() {
        COSArray kids = kids(root);
        return kids.size() > 0 && kids.getObject(0) instanceof COSDictionary document ? document : root;
    }

    private static COSDictionary element(String type, COSDictionary parent) {
        COSDictionary element = new COSDictionary();
        element.setName(COSName.TYPE, "StructElem");
        element.setName(COSName.S, type);
        element.setItem(COSName.P, parent);
        kids(parent).add(element);
        return element;
    }

    private static COSArray kids(COSDictionary parent) {
        var kids = parent.getDictionaryObject(COSName.K);
        if (kids instanceof COSArray many) {
            return many;
        }
        COSArray many = new COSArray();
        if (kids != null) {
            many.add(kids);
        }
        parent.setItem(COSName.K, many);
        return many;
    }
}
