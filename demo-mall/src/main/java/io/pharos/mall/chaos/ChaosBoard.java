package io.pharos.mall.chaos;

import io.pharos.model.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which knobs are turned now. Kept in memory: a restart ends all chaos, and so does the clock. */
@ApplicationScoped
public class ChaosBoard {
    private record Place(TenantId tenant, Knob knob) {}

    private final Map<Place, Disturbance> turned = new ConcurrentHashMap<>();
    private final Clock clock;

    ChaosBoard(Clock clock) {
        this.clock = clock;
    }

    /** What is broken in that shop now. */
    public Chaos in(TenantId tenant) {
        if (turned.isEmpty()) {
            return Chaos.NONE;
        }
        Map<Knob, Disturbance> active = new EnumMap<>(Knob.class);
        for (Disturbance disturbance : active()) {
            if (disturbance.tenant().equals(tenant)) {
                active.put(disturbance.knob(), disturbance);
            }
        }
        return new Chaos(active);
    }

    /** Everything that is broken now, in a fixed order. */
    public List<Disturbance> active() {
        Instant now = clock.instant();
        turned.values().removeIf(disturbance -> !disturbance.until().isAfter(now));
        return turned.values().stream()
                .sorted((a, b) -> {
                    int byTenant = a.tenant().compareTo(b.tenant());
                    return byTenant != 0 ? byTenant : a.knob().compareTo(b.knob());
                })
                .toList();
    }

    /** Turns a knob; one that is turned already gets the new level and end, and keeps when it began. */
    public Disturbance turn(TenantId tenant, Knob knob, double level, Duration duration) {
        Instant now = clock.instant();
        Instant since = in(tenant).since(knob).orElse(now);
        Disturbance disturbance = new Disturbance(tenant, knob, level, since, now.plus(duration));
        turned.put(new Place(tenant, knob), disturbance);
        return disturbance;
    }

    /** Turns a knob back; true where it was turned. */
    public boolean end(TenantId tenant, Knob knob) {
        return turned.remove(new Place(tenant, knob)) != null;
    }
}
