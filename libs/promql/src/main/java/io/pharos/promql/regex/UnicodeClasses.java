package io.pharos.promql.regex;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names that {@code \p{…}} knows: categories, their long names, and scripts; case and separators do not count. */
final class UnicodeClasses {
    private static final String CATEGORIES = """
            any ascii assigned c cc cf cn co cs l lc ll lm lo lt lu m mc me mn n nd nl no p pc pd pe pf pi po ps s sc
            sk sm so z zl zp zs other control format unassigned privateuse surrogate letter casedletter lowercaseletter
            modifierletter otherletter titlecaseletter uppercaseletter mark combiningmark spacingmark enclosingmark
            nonspacingmark number decimalnumber letternumber othernumber digit punctuation punct connectorpunctuation
            dashpunctuation closepunctuation finalpunctuation initialpunctuation otherpunctuation openpunctuation
            symbol currencysymbol modifiersymbol mathsymbol othersymbol separator lineseparator paragraphseparator
            spaceseparator cntrl
            """;

    private static final Set<String> NAMES = names();

    private UnicodeClasses() {}

    static boolean exists(String name) {
        return NAMES.contains(folded(name));
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(Set.of(CATEGORIES.trim().split("\\s+")));
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            names.add(folded(script.name()));
        }
        names.remove("unknown");
        return Set.copyOf(names);
    }

    private static String folded(String name) {
        return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    }
}
