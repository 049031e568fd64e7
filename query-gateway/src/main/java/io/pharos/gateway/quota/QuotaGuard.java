package io.pharos.gateway.quota;

import io.pharos.model.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Judges each request against the quotas that hold for it: by the shared window, and while that cannot count, by what
 * {@link QuotaConfig} says for the role. Its future never fails and never takes longer than the configured time-out.
 */
public final class QuotaGuard {
    private static final Verdict UNLIMITED = new Verdict.Unlimited();
    private static final Verdict UNCOUNTED = new Verdict.Uncounted();

    private final Window shared;
    private final Window local;
    private final QuotaConfig config;
    private final Pause pause;

    QuotaGuard(Window shared, Window local, QuotaConfig config, LongSupplier nanoClock) {
        this.shared = shared;
        this.local = local;
        this.config = config;
        this.pause = new Pause(config.pause(), nanoClock);
    }

    /** Counts one request by all of its quotas, or by none where one refuses it. */
    public Future<Verdict> admit(Role role, List<Quota> quotas) {
        if (quotas.isEmpty()) {
            return Future.succeededFuture(UNLIMITED);
        }
        if (pause.on()) {
            return uncounted(role, quotas);
        }
        return shared.take(quotas).recover(failure -> {
            pause.begin();
            return uncounted(role, quotas);
        });
    }

    private Future<Verdict> uncounted(Role role, List<Quota> quotas) {
        if (config.refusedUncounted().contains(role)) {
            return Future.succeededFuture(UNCOUNTED);
        }
        return local.take(quotas.stream().map(this::share).toList());
    }

    private Quota share(Quota quota) {
        return new Quota(quota.key(), Math.max(1, (int) (quota.perSecond() * config.localShare())));
    }
}
