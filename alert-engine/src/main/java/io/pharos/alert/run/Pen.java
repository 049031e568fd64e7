package io.pharos.alert.run;

import io.pharos.alert.series.Point;
import io.pharos.alert.write.Written;
import io.pharos.tenancy.directory.EngineRoute;
import java.time.Duration;
import java.util.List;

/** By what a group writes; returns once the points are stored, or it is known that they are not. */
@FunctionalInterface
public interface Pen {
    Written write(EngineRoute route, List<Point> points, Duration patience);
}
