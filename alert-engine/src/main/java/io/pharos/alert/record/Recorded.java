package io.pharos.alert.record;

import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import java.util.List;
import java.util.Set;

/** What follows from an evaluation of a recording rule. */
public sealed interface Recorded {
    /** The points to write, and the series that then live. */
    record Points(List<Point> points, Set<Labels> series) implements Recorded {
        public Points {
            points = List.copyOf(points);
        }
    }

    /** Nothing is written, and the series that live go on as they are. */
    record Refused(String reason) implements Recorded {}
}
