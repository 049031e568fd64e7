package io.pharos.alert.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An independent, mutable retelling of the rules of Prometheus's alerts, in seconds, to hold the machine against. */
final class UpstreamModel {
    private static final class Alert {
        String state = "pending";
        long activeAt;
        long firedAt;

        @Nullable
        Long keptSince;

        @Nullable
        Long resolvedAt;

        long lastSent = Long.MIN_VALUE / 2;
    }

    private final long hold;
    private final long keep;
    private final long resend;
    private final Map<String, Alert> alerts = new HashMap<>();

    UpstreamModel(Duration hold, Duration keep, Duration resend) {
        this.hold = hold.toSeconds();
        this.keep = keep.toSeconds();
        this.resend = resend.toSeconds();
    }

    void evaluate(Set<String> found, Instant at) {
        long now = at.getEpochSecond();
        for (String name : found) {
            Alert known = alerts.get(name);
            if (known == null || known.state.equals("inactive")) {
                Alert fresh = new Alert();
                fresh.activeAt = now;
                alerts.put(name, fresh);
            }
        }
        Iterator<Map.Entry<String, Alert>> all = alerts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Alert> entry = all.next();
            Alert alert = entry.getValue();
            boolean kept = false;
            if (found.contains(entry.getKey())) {
                alert.keptSince = null;
            } else {
                if (alert.state.equals("firing") && keep > 0) {
                    alert.keptSince = alert.keptSince == null ? Long.valueOf(now) : alert.keptSince;
                    kept = now - alert.keptSince < keep;
                }
                boolean old = alert.resolvedAt != null && now - alert.resolvedAt > 900;
                if (alert.state.equals("pending") || old) {
                    all.remove();
                    continue;
                }
                if (!alert.state.equals("inactive") && !kept) {
                    alert.state = "inactive";
                    alert.resolvedAt = now;
                }
                if (!kept) {
                    continue;
                }
            }
            if (alert.state.equals("pending") && now - alert.activeAt >= hold) {
                alert.state = "firing";
                alert.firedAt = now;
            }
        }
    }

    /** Sends what is due, also after a failed evaluation. */
    List<String> send(Instant at) {
        long now = at.getEpochSecond();
        List<String> sent = new ArrayList<>();
        alerts.forEach((name, alert) -> {
            boolean resolvedSince = alert.resolvedAt != null && alert.resolvedAt > alert.lastSent;
            if (!alert.state.equals("pending") && (resolvedSince || alert.lastSent + resend < now)) {
                alert.lastSent = now;
                sent.add(name + " " + alert.state + " " + alert.firedAt);
            }
        });
        sent.sort(null);
        return sent;
    }

    Set<String> states() {
        Set<String> states = new TreeSet<>();
        alerts.forEach((name, alert) -> states.add(name + " " + alert.state + " " + alert.activeAt));
        return states;
    }
}
