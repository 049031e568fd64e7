package io.pharos.billing.document;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CSV text (RFC 4180), its lines ended by CR LF; no cell can begin a formula in a spreadsheet. */
public final class Csv {
    private static final String SPECIAL = "\",\r\n";
    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();
    private final int columns;

    public Csv(List<String> head) {
        this.columns = head.size();
        row(head.toArray(String[]::new));
    }

    public void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " columns, not " + cells.length);
        }
        text.append(Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    public String text() {
        return text.toString();
    }

    private static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 && !isNumber(value);
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?");
    }
}
