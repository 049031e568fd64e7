package io.pharos.alert.state;

import io.pharos.alert.series.Point;
import java.util.List;

/** What follows from an evaluation: the rule's next state, the points to write and the notifications to send. */
public record Step(RuleState state, List<Point> points, List<Notification> notifications) {
    public Step {
        points = List.copyOf(points);
        notifications = List.copyOf(notifications);
    }
}
