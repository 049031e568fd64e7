package io.pharos.tsdb.late;

import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * What one place has to tell of late samples: one message at a time, and the next holds all that came meanwhile. Once
 * one failed nobody waits until another succeeded.
 */
final class LateOutbox {
    private static final Logger LOG = Logger.getLogger(LateOutbox.class);
    private static final long NOTHING = Long.MAX_VALUE;

    private final TenantId tenant;
    private final LongFunction<Future<Void>> teller;
    private final Consumer<Runnable> later;
    private long waiting = NOTHING;
    private Promise<Void> told = Promise.promise();
    private boolean telling;
    private boolean away;

    LateOutbox(TenantId tenant, LongFunction<Future<Void>> teller, Consumer<Runnable> later) {
        this.tenant = tenant;
        this.teller = teller;
        this.later = later;
    }

    /** Completes when that has been told, or was tried in vain and will be tried again. */
    Future<Void> add(long oldest) {
        Future<Void> done;
        boolean idle;
        synchronized (this) {
            waiting = Math.min(waiting, oldest);
            if (away) {
                return Future.succeededFuture();
            }
            done = told.future();
            idle = !telling;
            telling = true;
        }
        if (idle) {
            tell();
        }
        return done;
    }

    private void tell() {
        long oldest;
        Promise<Void> waiters;
        synchronized (this) {
            oldest = waiting;
            waiters = told;
            waiting = NOTHING;
            told = Promise.promise();
        }
        Future.succeededFuture()
                .compose(start -> teller.apply(oldest))
                .onSuccess(done -> next())
                .onFailure(cause -> again(oldest, cause))
                .onComplete(done -> waiters.complete());
    }

    private void next() {
        boolean more;
        synchronized (this) {
            away = false;
            more = waiting != NOTHING;
            telling = more;
        }
        if (more) {
            tell();
        }
    }

    private void again(long oldest, Throwable cause) {
        LOG.warnf("kept results may miss late samples until Redis is back: tenant=%s cause=%s", tenant, cause);
        Promise<Void> meanwhile;
        synchronized (this) {
            waiting = Math.min(waiting, oldest);
            away = true;
            meanwhile = told;
            told = Promise.promise();
        }
        meanwhile.complete();
        later.accept(this::tell);
    }
}
