package io.pharos.report.render;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a document's HTML: well-formed, without a document type, and no larger or deeper than allowed. */
final class Template {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int MOST_TABLES_IN_EACH_OTHER = 3;

    private final RenderConfig bounds;
    private int elements;

    private Template(RenderConfig bounds) {
        this.bounds = bounds;
    }

    static Document read(RenderRequest request, RenderConfig bounds) {
        String css = request.css() == null ? "" : request.css();
        if (request.html().length() > bounds.maxCharacters() || css.length() > bounds.maxCharacters()) {
            throw tooLarge("HTML and CSS have at most " + bounds.maxCharacters() + " characters each");
        }
        Document document = parse(request.html());
        Element root = document.getDocumentElement();
        if (!root.getNodeName().equals("html")) {
            throw malformed("its root is '" + root.getNodeName() + "' and not 'html'");
        }
        root.setAttribute("lang", request.language());
        new Template(bounds).check(root, 1, 0);
        Head.complete(document, request.title(), css);
        return document;
    }

    private static Document parse(String html) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (SAXException e) {
            throw malformed(String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the JDK's own parser on a text in memory", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    /** Counts, and lets no table lie so deep that its layout takes for ever. */
    private void check(Element element, int depth, int tables) {
        elements++;
        int inTables = element.getNodeName().equals("table") ? tables + 1 : tables;
        if (elements > bounds.maxElements()) {
            throw tooLarge("a document has at most " + bounds.maxElements() + " elements; long tables go into 'table'");
        }
        if (depth > bounds.maxDepth() || inTables > MOST_TABLES_IN_EACH_OTHER) {
            throw tooLarge(
                    "elements lie at most " + bounds.maxDepth() + " deep, tables at most " + MOST_TABLES_IN_EACH_OTHER);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                check(inSvg(element, inner), depth + 1, inTables);
            }
        }
    }

    /** SVG that forgot its namespace or its font is SVG all the same. */
    private static Element inSvg(Element parent, Element child) {
        boolean outermost = child.getNodeName().equals("svg");
        if (!outermost && !SVG.equals(parent.getNamespaceURI())) {
            return child;
        }
        Element svg = SVG.equals(child.getNamespaceURI())
                ? child
                : (Element) child.getOwnerDocument().renameNode(child, SVG, child.getNodeName());
        if (outermost && svg.getAttribute("font-family").isEmpty()) {
            svg.setAttribute("font-family", ChartFonts.FAMILY);
        }
        if (outermost && svg.getAttribute("alt").isEmpty()) {
            svg.setAttribute("alt", inWords(svg));
        }
        return svg;
    }

    /** What a picture says to who cannot see it, as PDF/UA wants it: its title, or that it is one. */
    private static String inWords(Element svg) {
        NodeList titles = svg.getElementsByTagName("title");
        String title =
                titles.getLength() > 0 ? titles.item(0).getTextContent().strip() : svg.getAttribute("aria-label");
        return title.isEmpty() ? "Picture" : title;
    }

    private static Problem malformed(String why) {
        return Problem.of(
                Kind.MALFORMED, "render.malformed-html", "The HTML is not well-formed XHTML without DOCTYPE: " + why);
    }

    private static Problem tooLarge(String limit) {
        return Problem.of(
                Kind.UNPROCESSABLE,
                "render.too-large",
                "The document is larger than is made here: " + limit.toLowerCase(Locale.ROOT) + ".");
    }
}
