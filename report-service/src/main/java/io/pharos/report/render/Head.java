package io.pharos.report.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Completes a document's head: title, the base style and the request's own, and a bookmark for each heading. */
final class Head {
    private static final List<String> HEADINGS = List.of("h1", "h2", "h3");
    private static final int LONGEST_BOOKMARK = 200;
    private static final String BASE_STYLE = """
            @page { size: A4; margin: 24mm 16mm 22mm 16mm; }
            html { font-family: 'Pharos Sans', 'Pharos CJK'; font-size: 9.5pt; line-height: 1.45; color: #1f2430; }
            body { margin: 0; }
            code, pre { font-family: 'Pharos Mono', 'Pharos CJK'; }
            table { border-collapse: collapse; -fs-table-paginate: paginate; -fs-page-break-min-height: 12mm; }
            thead { display: table-header-group; }
            tr { page-break-inside: avoid; }
            h1, h2, h3 { page-break-after: avoid; line-height: 1.2; }
            """;

    private Head() {}

    static void complete(Document document, String title, String css) {
        Element root = document.getDocumentElement();
        Element head = head(document, root);
        replaceTitle(document, head, title);
        Element own = element(document, head, "style");
        own.setTextContent(css);
        head.appendChild(own);
        Element base = element(document, head, "style");
        base.setTextContent(BASE_STYLE);
        head.insertBefore(base, head.getFirstChild());
        head.appendChild(bookmarks(document, head, root));
    }

    private static Element head(Document document, Element root) {
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getNodeName().equals("head")) {
                return element;
            }
        }
        Element head = element(document, root, "head");
        root.insertBefore(head, root.getFirstChild());
        return head;
    }

    private static void replaceTitle(Document document, Element head, String title) {
        NodeList titles = head.getElementsByTagName("title");
        while (titles.getLength() > 0) {
            Node old = titles.item(0);
            old.getParentNode().removeChild(old);
        }
        Element element = element(document, head, "title");
        element.setTextContent(title);
        head.appendChild(element);
    }

    /** h2 below the h1 before it, and so on. */
    private static Element bookmarks(Document document, Element head, Element root) {
        Element all = element(document, head, "bookmarks");
        Deque<Element> open = new ArrayDeque<>();
        Deque<Integer> levels = new ArrayDeque<>();
        NodeList elements = root.getElementsByTagName("*");
        int count = 0;
        for (int i = 0; i < elements.getLength(); i++) {
            Element heading = (Element) elements.item(i);
            int level = HEADINGS.indexOf(heading.getNodeName());
            if (level < 0) {
                continue;
            }
            while (!levels.isEmpty() && levels.peek() >= level) {
                levels.pop();
                open.pop();
            }
            Element bookmark = bookmark(document, head, heading, count++);
            (open.isEmpty() ? all : open.peek()).appendChild(bookmark);
            open.push(bookmark);
            levels.push(level);
        }
        return all;
    }

    private static Element bookmark(Document document, Element head, Element heading, int number) {
        if (heading.getAttribute("id").isEmpty()) {
            heading.setAttribute("id", "heading-" + number);
        }
        String name = heading.getTextContent().strip().replaceAll("\\s+", " ");
        Element bookmark = element(document, head, "bookmark");
        bookmark.setAttribute("name", name.substring(0, Math.min(name.length(), LONGEST_BOOKMARK)));
        bookmark.setAttribute("href", "#" + heading.getAttribute("id"));
        return bookmark;
    }

    private static Element element(Document document, Element like, String name) {
        String namespace = like.getNamespaceURI();
        return namespace == null ? document.createElement(name) : document.createElementNS(namespace, name);
    }
}
