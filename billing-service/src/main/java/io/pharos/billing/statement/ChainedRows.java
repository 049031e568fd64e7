package io.pharos.billing.statement;

import io.pharos.billing.document.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A usage statement as CSV: facts about it, a row for each meter and hour, and behind each row the SHA-256 of the one
 * before and of the row, a line each. The first link is the hash of the facts, so that no row and no fact can be changed,
 * added or left out without another last link.
 */
record ChainedRows(String text, String last) {
    static final String HEAD = "hour,meter,quantity,sha256";

    static ChainedRows of(Map<String, String> facts, List<HourOfUsage> hours) {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add("# " + name + ": " + value));
        String link = Sha256.of(String.join("\n", lines));
        lines.add(HEAD);
        for (HourOfUsage hour : hours) {
            String row =
                    hour.hour() + "," + hour.meter() + "," + hour.quantity().toPlainString();
            link = Sha256.of(link, row);
            lines.add(row + "," + link);
        }
        return new ChainedRows(String.join("\n", lines) + "\n", link);
    }
}
