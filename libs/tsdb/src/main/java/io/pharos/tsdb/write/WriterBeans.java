package io.pharos.tsdb.write;

import io.pharos.lineage.Lineage;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import io.pharos.tsdb.late.LateWrites;
import io.pharos.tsdb.series.ActiveSeries;
import io.pharos.tsdb.series.SeriesRuleBook;
import io.pharos.wire.card.CardGuard;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** What writes are held against; a service brings its own rules and choice of replicas where it has some. */
@Singleton
final class WriterBeans {
    @Produces
    @Singleton
    Gates gates(
            ActiveSeries series,
            SeriesRuleBook rules,
            ReplicaChoice replicas,
            WriterConfig config,
            Secrets secrets,
            Clock clock) {
        return new Gates(series, rules, replicas, cards(config, secrets), config.collectors(), clock);
    }

    @Produces
    @Singleton
    Effects effects(WriteUsage usage, LateWrites late, Lineage lineage) {
        return new Effects(usage, late, lineage);
    }

    @Produces
    @Singleton
    @DefaultBean
    SeriesRuleBook noRules() {
        return SeriesRuleBook.EMPTY;
    }

    @Produces
    @Singleton
    @DefaultBean
    ReplicaChoice everyReplica() {
        return ReplicaChoice.ALL;
    }

    private static CardGuard cards(WriterConfig config, Secrets secrets) {
        return switch (config.cards()) {
            case REFUSE -> CardGuard.REFUSE;
            case MASK -> {
                String reference = config.cardKeyRef()
                        .orElseThrow(() ->
                                new IllegalStateException("pharos.writer.cards=mask needs pharos.writer.card-key-ref"));
                yield CardGuard.mask(secrets.resolve(SecretRef.parse(reference)).getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
