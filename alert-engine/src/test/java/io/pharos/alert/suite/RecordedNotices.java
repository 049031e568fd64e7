package io.pharos.alert.suite;

import io.pharos.alert.notify.AlertmanagerNotifier;
import io.pharos.alert.notify.Notifier;
import io.pharos.alert.state.Notification;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, and tells it on to whoever sends it. */
@Alternative
@Priority(1)
@Singleton
public class RecordedNotices implements Notifier {
    /** What was told, of whom and when. */
    public record Notice(TenantId tenant, Environment environment, Notification notification, Instant at) {
        public String name() {
            return notification.alert().labels().get("alertname");
        }
    }

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final AlertmanagerNotifier sender;

    RecordedNotices(AlertmanagerNotifier sender) {
        this.sender = sender;
    }

    @Override
    public void notify(
            TenantId tenant,
            Environment environment,
            String expression,
            List<Notification> notifications,
            Instant now) {
        notifications.forEach(one -> notices.add(new Notice(tenant, environment, one, now)));
        sender.notify(tenant, environment, expression, notifications, now);
    }

    /** What was told of alerts of that name, in order. */
    public List<Notice> of(TenantId tenant, String alert) {
        return notices.stream()
                .filter(notice ->
                        notice.tenant().equals(tenant) && notice.name().equals(alert))
                .toList();
    }
}
