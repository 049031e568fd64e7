package io.pharos.alert.template;

import io.pharos.alert.template.syntax.Vocabulary;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that rules' templates know: Go's built-ins, Prometheus's functions and variables, and vmalert's. */
final class TemplateWords {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_DEPTH = 100;

    static final Set<String> FUNCTIONS = Set.of(
            // Go's own
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "len",
            "index",
            "slice",
            "print",
            "printf",
            "println",
            "html",
            "js",
            "urlquery",
            "call",
            // Prometheus's
            "query",
            "first",
            "label",
            "value",
            "strvalue",
            "args",
            "reReplaceAll",
            "safeHtml",
            "match",
            "title",
            "toUpper",
            "toLower",
            "graphLink",
            "tableLink",
            "sortByLabel",
            "stripPort",
            "stripDomain",
            "humanize",
            "humanize1024",
            "humanizeDuration",
            "humanizePercentage",
            "humanizeTimestamp",
            "toTime",
            "toDuration",
            "now",
            "pathPrefix",
            "externalURL",
            "parseDuration",
            "urlQueryEscape",
            // vmalert's
            "htmlEscape",
            "jsonEscape",
            "quotesEscape",
            "pathEscape",
            "queryEscape",
            "parseDurationTime",
            "formatTime");

    /** Without the dollar sign. */
    static final Set<String> VARIABLES = Set.of(
            "labels",
            "externalLabels",
            "externalURL",
            "value",
            "activeAt",
            "expr",
            "for",
            "alertID",
            "groupID",
            "type",
            "interval",
            "isPartial");

    static final Vocabulary VOCABULARY = new Vocabulary(
            FUNCTIONS, VARIABLES.stream().map(name -> "$" + name).collect(Collectors.toSet()), MAX_LENGTH, MAX_DEPTH);

    private TemplateWords() {}
}
