package io.pharos.alert.history;

import io.pharos.alert.history.DeliveryStore.Wish;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A tenant's notification log, newest first, by pages. */
@Path("/api/v1/notifications")
@RequiresScope(Scope.RULES_READ)
@RunOnVirtualThread
class NotificationsResource {
    private static final int MOST = 500;

    /** A page, and what to ask {@code before} for the next; null at the end. */
    record PageView(List<EntryView> notifications, @Nullable Long next) {}

    record EntryView(
            long id,
            Instant at,
            String channel,
            String receiver,
            String target,
            int alertCount,
            List<AlertView> alerts,
            boolean delivered,
            int status,
            String answer,
            long tookMs) {
        static EntryView of(DeliveryStore.Entry entry) {
            Delivery delivery = entry.delivery();
            return new EntryView(
                    entry.id(),
                    delivery.at(),
                    delivery.channel(),
                    delivery.receiver(),
                    delivery.target(),
                    delivery.count(),
                    delivery.alerts().stream()
                            .map(line -> new AlertView(line.labels(), line.resolved() ? "resolved" : "firing"))
                            .toList(),
                    delivery.outcome().delivered(),
                    delivery.outcome().status(),
                    delivery.outcome().answer(),
                    delivery.took().toMillis());
        }
    }

    record AlertView(SortedMap<String, String> labels, String status) {}

    private final DeliveryStore store;

    NotificationsResource(DeliveryStore store) {
        this.store = store;
    }

    @GET
    public PageView list(
            @Context TenantContext context,
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("receiver") @DefaultValue("") String receiver,
            @QueryParam("channel") @DefaultValue("") String channel,
            @QueryParam("failed") @DefaultValue("false") boolean failed,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.of(Kind.MALFORMED, "notify.malformed-limit", "A page has 1 to " + MOST + " entries.");
        }
        List<EntryView> entries = store
                .page(context.tenant(), context.environment(), new Wish(before, receiver, channel, failed, limit))
                .stream()
                .map(EntryView::of)
                .toList();
        return new PageView(
                entries, entries.size() < limit ? null : entries.getLast().id());
    }
}
