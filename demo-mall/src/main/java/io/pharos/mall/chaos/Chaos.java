package io.pharos.mall.chaos;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** All that is broken in one shop at one moment; {@link #NONE} on a good day. */
public record Chaos(Map<Knob, Disturbance> active) {
    public static final Chaos NONE = new Chaos(Map.of());

    public Chaos {
        active = Map.copyOf(active);
    }

    /** How hard that knob is turned, 0 where it is not. */
    public double level(Knob knob) {
        Disturbance disturbance = active.get(knob);
        return disturbance == null ? 0 : disturbance.level();
    }

    public boolean is(Knob knob) {
        return active.containsKey(knob);
    }

    /** Since when that knob is turned. */
    public Optional<Instant> since(Knob knob) {
        return Optional.ofNullable(active.get(knob)).map(Disturbance::since);
    }
}
