package io.pharos.collector.push;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.util.Comparator;

/** One environment of one tenant. */
record Place(TenantId tenant, Environment environment) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.<Place, String>comparing(
                    place -> place.tenant().value())
            .thenComparing(place -> place.environment().value());

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
