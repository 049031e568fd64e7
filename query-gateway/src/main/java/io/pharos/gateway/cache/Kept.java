package io.pharos.gateway.cache;

import io.pharos.gateway.matrix.Matrix;
import io.pharos.gateway.matrix.Steps;
import io.pharos.tsdb.late.LateLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one query, over whatever windows it was asked: extents by rising time, none overlapping another, all
 * on the same steps. Pure.
 *
 * @param birth of the log of late samples under whose eyes this was made
 * @param checkedAt until when that log has been heeded, by Redis's clock
 */
record Kept(String birth, long checkedAt, List<Extent> extents) {
    private static final long DAY = 86_400_000L;

    Kept {
        extents = List.copyOf(extents);
    }

    /** Nothing yet, under that log. */
    static Kept nothing(LateLog log, long now) {
        return new Kept(log.birth(), now, List.of());
    }

    /** What of it is true still: nothing under another log, and no step from the oldest late sample on. */
    Kept heeding(LateLog log, long now) {
        if (!birth.equals(log.birth())) {
            return nothing(log, now);
        }
        OptionalLong late = log.oldestSince(checkedAt);
        return late.isEmpty()
                ? new Kept(birth, now, extents)
                : new Kept(birth, now, until(extents, late.getAsLong() - 1));
    }

    private static List<Extent> until(List<Extent> extents, long time) {
        return extents.stream()
                .map(extent -> extent.until(time))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The asked steps in pieces by rising time: what is known, and what is not, by days. */
    List<Piece> cover(Steps asked) {
        List<Piece> pieces = new ArrayList<>();
        Optional<Steps> rest = Optional.of(asked);
        for (Extent extent : extents) {
            Optional<Extent> part = rest.flatMap(extent::during);
            if (part.isPresent()) {
                Steps known = part.get().steps();
                rest.flatMap(open -> open.until(known.first() - 1)).ifPresent(gap -> addDays(pieces, gap));
                pieces.add(new Piece.Have(part.get()));
                rest = rest.flatMap(open -> open.from(known.last() + 1));
            }
        }
        rest.ifPresent(gap -> addDays(pieces, gap));
        return pieces;
    }

    /** A gap, split where a day begins (UTC). */
    private static void addDays(List<Piece> pieces, Steps gap) {
        Optional<Steps> rest = Optional.of(gap);
        while (rest.isPresent()) {
            Steps open = rest.get();
            long nextDay = (Math.floorDiv(open.first(), DAY) + 1) * DAY;
            open.until(nextDay - 1).ifPresent(day -> pieces.add(new Piece.Ask(day)));
            rest = open.from(nextDay);
        }
    }

    /** This and what was learnt beside it, up to the newest step that may be kept. */
    Kept with(List<Extent> learnt, long newest) {
        List<Extent> all = new ArrayList<>(extents);
        all.addAll(until(learnt, newest));
        all.sort(Comparator.comparingLong(extent -> extent.steps().first()));
        List<Extent> joined = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= all.size(); i++) {
            if (i == all.size() || !adjacent(all.get(i - 1), all.get(i))) {
                joined.add(join(all.subList(from, i)));
                from = i;
            }
        }
        return new Kept(birth, checkedAt, joined);
    }

    private static boolean adjacent(Extent left, Extent right) {
        return left.steps().last() + left.steps().step() == right.steps().first();
    }

    private static Extent join(List<Extent> run) {
        Steps steps = new Steps(
                run.getFirst().steps().first(),
                run.getLast().steps().last(),
                run.getFirst().steps().step());
        long askedAt = run.stream().mapToLong(Extent::askedAt).min().orElseThrow();
        return new Extent(
                steps, askedAt, Matrix.joined(run.stream().map(Extent::matrix).toList()));
    }

    /** Only what lies in those steps, where all of it would be too much. */
    Kept around(Steps asked) {
        return new Kept(
                birth,
                checkedAt,
                extents.stream()
                        .map(extent -> extent.during(asked))
                        .flatMap(Optional::stream)
                        .toList());
    }

    long points() {
        return extents.stream().mapToLong(extent -> extent.matrix().points()).sum();
    }
}
