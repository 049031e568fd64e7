package io.pharos.alert.notify;

import io.pharos.alert.routing.Routing;
import io.pharos.alert.routing.Routings;
import io.pharos.alert.run.EvaluationConfig;
import io.pharos.alert.series.Labels;
import io.pharos.alert.state.Notification;
import io.pharos.alert.template.function.Escapes;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.directory.TenantDirectory;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Relabels alerts and puts them into the queues of where the directory sends them; never waits for anybody. */
@Singleton
public final class AlertmanagerNotifier implements Notifier {
    private static final Logger LOG = Logger.getLogger(AlertmanagerNotifier.class);

    private final TenantDirectory directory;
    private final Destinations destinations;
    private final Routings routings;
    private final Outlets outlets;
    private final DirectQueue direct;
    private final NotifyMetrics metrics;
    private final URI externalUrl;
    private final Clock clock;

    AlertmanagerNotifier(
            TenantDirectory directory,
            Destinations destinations,
            Routings routings,
            Outlets outlets,
            DirectQueue direct,
            NotifyMetrics metrics,
            EvaluationConfig config,
            Clock clock) {
        this.directory = directory;
        this.destinations = destinations;
        this.routings = routings;
        this.outlets = outlets;
        this.direct = direct;
        this.metrics = metrics;
        this.externalUrl = config.externalUrl();
        this.clock = clock;
    }

    @Override
    public void notify(
            TenantId tenant,
            Environment environment,
            String expression,
            List<Notification> notifications,
            Instant now) {
        if (notifications.isEmpty()) {
            return;
        }
        try {
            Routing routing = routings.find(tenant).orElse(null);
            send(owner(tenant, environment), postables(notifications, routing, source(expression), clock.instant()));
        } catch (Problem e) {
            metrics.unroutable(notifications.size());
            LOG.warnf("tenant=%s: %d alerts have nowhere to go: %s", tenant, notifications.size(), e.detail());
        }
    }

    /** Sends alerts that were made already, such as one that tests the route. */
    public void send(Owner owner, List<Postable> alerts) {
        switch (destinations.of(owner.tenant())) {
            case Destination.Alertmanagers members -> outlets.put(owner, members, alerts);
            case Destination.Direct _ -> direct.put(owner, alerts);
        }
    }

    /** The owner, with how its environments are told apart. */
    public Owner owner(TenantId tenant, Environment environment) {
        return new Owner(
                tenant, environment, directory.route(tenant, environment).environmentLabelled());
    }

    /** The link from an alert to its query, as Prometheus writes it. */
    private String source(String expression) {
        return externalUrl + "/graph?g0.expr=" + Escapes.query(expression) + "&g0.tab=1";
    }

    private static List<Postable> postables(
            List<Notification> notifications, @Nullable Routing routing, String source, Instant toldAt) {
        List<Postable> alerts = new ArrayList<>(notifications.size());
        for (Notification notification : notifications) {
            relabelled(notification, routing)
                    .map(labels -> new Postable(
                            labels,
                            notification.alert().annotations(),
                            notification.startsAt(),
                            notification.endsAt(),
                            source,
                            toldAt))
                    .ifPresent(alerts::add);
        }
        return alerts;
    }

    private static Optional<Labels> relabelled(Notification notification, @Nullable Routing routing) {
        Labels labels = notification.alert().labels();
        return routing == null ? Optional.of(labels) : routing.relabelled(labels);
    }
}
