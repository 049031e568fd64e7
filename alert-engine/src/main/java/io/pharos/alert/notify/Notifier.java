package io.pharos.alert.notify;

import io.pharos.alert.state.Notification;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * Takes what an evaluation has to tell about alerts and brings it to where the tenant is told. What is handed over is
 * due now: when an alert is sent again, and until when it holds, the evaluation has decided already.
 */
public interface Notifier {
    /**
     * Hands the notifications of one rule over; returns at once, and never throws because of what becomes of them. The
     * labels hold neither {@code tenant_id} nor {@code env}: who sends puts them in.
     *
     * @param expression the rule's query, to which people find back from an alert
     * @param now the evaluation's time
     */
    void notify(
            TenantId tenant, Environment environment, String expression, List<Notification> notifications, Instant now);
}
