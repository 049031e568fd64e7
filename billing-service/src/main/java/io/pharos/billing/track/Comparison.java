package io.pharos.billing.track;

import io.pharos.billing.money.Money;
import io.pharos.billing.plan.Line;
import io.pharos.billing.plan.RatedPeriod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two ways of rating the same usage, line by line and to the cent. Lines are matched by kind and code; every
 * difference has a class, and what no allowed class explains is counted.
 */
record Comparison(Money before, Money after, List<Difference> differences) {
    Comparison {
        differences = List.copyOf(differences);
    }

    /** Why two lines differ. */
    enum Reason {
        /** One minor unit, from another place of rounding. */
        ROUNDING,
        /** The same usage at another price: what a change of prices is for. */
        PRICE,
        /** A line that the new way does not have. */
        MISSING,
        /** A line that the old way does not have. */
        EXTRA
    }

    /** A line that differs: what the old and the new way charge, in minor units. */
    record Difference(String line, Reason reason, long before, long after, String arithmetic) {
        long change() {
            return Math.abs(after - before);
        }
    }

    static Comparison of(RatedPeriod before, RatedPeriod after) {
        Map<String, List<Line>> old = byLine(before.lines());
        Map<String, List<Line>> fresh = byLine(after.lines());
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            compare(name, old.getOrDefault(name, List.of()), fresh.getOrDefault(name, List.of()), differences);
        }
        return new Comparison(before.subtotal(), after.subtotal(), differences);
    }

    /** The minor units that these reasons do not explain. */
    long unexplained(Set<Reason> allowed) {
        return differences.stream()
                .filter(d -> !allowed.contains(d.reason()))
                .mapToLong(Difference::change)
                .sum();
    }

    private static void compare(String name, List<Line> old, List<Line> fresh, List<Difference> differences) {
        long before = minor(old);
        long after = minor(fresh);
        if (before == after && old.isEmpty() == fresh.isEmpty()) {
            return;
        }
        Line shown = fresh.isEmpty() ? old.getFirst() : fresh.getFirst();
        differences.add(new Difference(name, reason(old, fresh, after - before), before, after, shown.arithmetic()));
    }

    private static Reason reason(List<Line> old, List<Line> fresh, long change) {
        if (fresh.isEmpty()) {
            return Reason.MISSING;
        }
        if (old.isEmpty()) {
            return Reason.EXTRA;
        }
        return Math.abs(change) == 1 ? Reason.ROUNDING : Reason.PRICE;
    }

    private static long minor(List<Line> lines) {
        return lines.stream().mapToLong(l -> l.amount().minor()).sum();
    }

    private static Map<String, List<Line>> byLine(List<Line> lines) {
        Map<String, List<Line>> byLine = new LinkedHashMap<>();
        lines.forEach(l -> byLine.computeIfAbsent(l.kind() + " " + l.code(), k -> new ArrayList<>())
                .add(l));
        return byLine;
    }
}
