package io.pharos.report.render;

import java.util.List;

/** Describes the schemas that PDF/A does not know itself, as it asks for (ISO 19005-3, 6.6.2.3.3). */
final class XmpExtensions {
    private static final Schema UA = new Schema(
            "PDF/UA Universal Accessibility Schema",
            "http://www.aiim.org/pdfua/ns/id/",
            "pdfuaid",
            List.of(new Property("part", "Integer", "internal", "Part of ISO 14289")));
    private static final Schema FACTUR_X = new Schema(
            "Factur-X PDFA Extension Schema",
            "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
            "fx",
            List.of(
                    new Property("DocumentFileName", "Text", "external", "The name of the embedded XML document"),
                    new Property("DocumentType", "Text", "external", "The type of the hybrid document"),
                    new Property("Version", "Text", "external", "The version of the standard of the XML document"),
                    new Property("ConformanceLevel", "Text", "external", "The level of conformance of the XML")));

    private XmpExtensions() {}

    private record Property(String name, String type, String category, String description) {
        String xml() {
            return """
                    <rdf:li rdf:parseType="Resource"><pdfaProperty:name>%s</pdfaProperty:name>\
                    <pdfaProperty:valueType>%s</pdfaProperty:valueType>\
                    <pdfaProperty:category>%s</pdfaProperty:category>\
                    <pdfaProperty:description>%s</pdfaProperty:description></rdf:li>
                    """.formatted(name, type, category, description);
        }
    }

    private record Schema(String name, String uri, String prefix, List<Property> properties) {
        String xml() {
            String all = String.join("", properties.stream().map(Property::xml).toList());
            return """
                    <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>%s</pdfaSchema:schema>
                    <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</pdfaSchema:prefix>
                    <pdfaSchema:property><rdf:Seq>
                    %s</rdf:Seq></pdfaSchema:property></rdf:li>
                    """.formatted(name, uri, prefix, all);
        }
    }

    static String of(boolean eInvoice) {
        return """
                <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
                 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
                 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                <pdfaExtension:schemas><rdf:Bag>
                %s%s</rdf:Bag></pdfaExtension:schemas></rdf:Description>
                """.formatted(UA.xml(), eInvoice ? FACTUR_X.xml() : "");
    }
}
