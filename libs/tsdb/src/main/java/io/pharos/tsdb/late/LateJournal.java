package io.pharos.tsdb.late;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.vertx.core.Future;

/** Keeps the {@link LateLog}s. */
interface LateJournal {
    /** Notes that samples from {@code oldest} on have been acknowledged by now; fails where that cannot be noted. */
    Future<Void> mark(TenantId tenant, Environment environment, long oldest);
}
