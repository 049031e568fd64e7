package io.pharos.billing.rollup;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.stream.Stream;

/**
 * How long buckets have to be so that every local midnight of a time zone is the edge of one: an hour, a half
 * (Lord Howe, India) or a quarter (Nepal, Chatham).
 */
public enum BucketWidth {
    HOUR(60),
    HALF_HOUR(30),
    QUARTER(15);

    private static final int RULES_FROM = 2020;
    private static final int SECONDS = 60;

    private final int minutes;

    BucketWidth(int minutes) {
        this.minutes = minutes;
    }

    public int minutes() {
        return minutes;
    }

    /** By the offsets that the zone has had since 2020 and will have by its rules. */
    public static BucketWidth of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant start =
                Year.of(RULES_FROM).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Stream<ZoneOffset> changes = Stream.concat(
                rules.getTransitions().stream()
                        .filter(t -> !t.getInstant().isBefore(start))
                        .map(ZoneOffsetTransition::getOffsetAfter),
                rules.getTransitionRules().stream().flatMap(r -> Stream.of(r.getOffsetBefore(), r.getOffsetAfter())));
        return Stream.concat(Stream.of(rules.getOffset(start)), changes)
                .map(BucketWidth::of)
                .reduce(HOUR, (a, b) -> a.minutes < b.minutes ? a : b);
    }

    private static BucketWidth of(ZoneOffset offset) {
        int odd = Math.floorMod(offset.getTotalSeconds() / SECONDS, HOUR.minutes);
        if (odd == 0) {
            return HOUR;
        }
        return odd == HALF_HOUR.minutes ? HALF_HOUR : QUARTER;
    }
}
