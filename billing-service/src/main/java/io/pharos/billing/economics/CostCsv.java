package io.pharos.billing.economics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads costs from CSV (RFC 4180) with the head {@code month,segment,kind,reference,amount,currency,note}. */
final class CostCsv {
    static final List<String> HEAD = List.of("month", "segment", "kind", "reference", "amount", "currency", "note");

    private final String text;
    private int at;

    private CostCsv(String text) {
        this.text = text;
    }

    static List<CostRow> read(String csv) {
        List<List<String>> lines = new CostCsv(csv).lines();
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw GivenCost.malformed("The first line is '" + String.join(",", HEAD) + "'.");
        }
        List<CostRow> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            rows.add(row(lines.get(line), line + 1));
        }
        return rows;
    }

    private static CostRow row(List<String> cells, int line) {
        if (cells.size() != HEAD.size()) {
            throw GivenCost.malformed("Line " + line + " has " + cells.size() + " cells, not " + HEAD.size() + ".");
        }
        return new CostRow(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                amount(cells.get(4), line),
                cells.get(5),
                cells.get(6));
    }

    private static BigDecimal amount(String cell, int line) {
        try {
            return new BigDecimal(cell.strip());
        } catch (NumberFormatException e) {
            throw GivenCost.malformed("The amount of line " + line + " is no number.");
        }
    }

    private List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        while (at < text.length()) {
            List<String> cells = line();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                lines.add(cells);
            }
        }
        return lines;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return cells;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean isDoubled = c == '"' && at < text.length() && text.charAt(at) == '"';
            if (c == '"' && !isDoubled) {
                return cell.toString();
            }
            at += isDoubled ? 1 : 0;
            cell.append(c);
        }
        throw GivenCost.malformed("A quoted cell does not end.");
    }
}
