package io.pharos.alert.query;

import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.tenancy.directory.EngineRoute;

/** A query with the way to the engine that answers it, ready to be asked at any time. */
public record Question(EngineRoute route, EnforcedQuery query) {
    /** The canonical text, which equal questions share. */
    public String text() {
        return query.text();
    }
}
