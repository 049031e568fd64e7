package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.series.Point;
import java.util.List;

/**
 * What an evaluation of a group left.
 *
 * @param reports of its rules, in their order
 * @param owed the ends of series that could not be written, to be written with the next evaluation
 */
public record Evaluated(GroupMemory memory, List<RuleReport> reports, List<Point> owed) {
    public Evaluated {
        reports = List.copyOf(reports);
        owed = List.copyOf(owed);
    }
}
