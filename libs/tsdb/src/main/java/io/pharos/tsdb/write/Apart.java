package io.pharos.tsdb.write;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.tenancy.directory.ResidencyRoute;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tsdb.series.SeriesSelector;
import io.pharos.tsdb.write.Codec.Destination;
import io.pharos.wire.Scratch;
import io.pharos.wire.metadata.MetricMetadata;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.remotewrite.LabelRules;
import io.pharos.wire.remotewrite.Labelled;
import io.pharos.wire.remotewrite.Rejections;
import io.pharos.wire.remotewrite.SeriesShares;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.pharos.wire.series.Replicas.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes requests apart by their tenant's policy: each series goes to the environment of the first rule that matches it,
 * and is labelled, held to limits and stored as if it had been sent there. Only tenants who have such rules pass here;
 * theirs goes on as remote write 1.0.
 */
final class Apart {
    private static final int SHARES_COST = 2;
    private static final int MOST_KNOWN = 256;
    private static final Duration UNTIL_CORRECTED = Duration.ofSeconds(30);

    private final Codec codec;
    private final Map<String, SeriesSelector> known = new HashMap<>();

    Apart(Codec codec) {
        this.codec = codec;
    }

    /** How many times its unpacked size a body takes besides. */
    int cost(Tenant tenant) {
        return tenant.residency().routes().isEmpty() ? 0 : SHARES_COST;
    }

    Prepared prepare(EngineRoute route, WriteVersion version, Scratch source) {
        if (version == WriteVersion.V1) {
            return share(route, source, Rejections.NONE, false);
        }
        LabelRules rules = RouteRules.of(route, codec.cards());
        return switch (codec.asVersion1(source, unplaced(rules))) {
            case Labelled.Unreadable unreadable -> new Prepared.Unreadable(unreadable.reason());
            case Labelled.Ready ready -> share(route, codec.version1(), ready.rejections(), true);
        };
    }

    /** Whose environment a series is, and which replica's, is found out once it is known where it goes. */
    private static LabelRules unplaced(LabelRules rules) {
        return new LabelRules(
                rules.tenant(),
                rules.environment(),
                false,
                rules.conflict(),
                rules.names(),
                rules.limits(),
                rules.cards(),
                null);
    }

    private static LabelRules checked(LabelRules rules) {
        return new LabelRules(
                rules.tenant(),
                rules.environment(),
                rules.environmentLabelled(),
                rules.conflict(),
                rules.names(),
                RouteRules.CHECKED,
                rules.cards(),
                rules.replicas());
    }

    private Prepared share(EngineRoute route, Scratch request, Rejections before, boolean checked) {
        List<ResidencyRoute> rules = route.tenant().residency().routes();
        List<SeriesSelector> selectors = rules.stream().map(this::selector).toList();
        SeriesShares shares = new SeriesShares(rules.size() + 1);
        try {
            shares.read(request, labels -> first(selectors, labels));
        } catch (BrokenEncoding e) {
            return new Prepared.Unreadable("the body is not a remote write 1.0 request: " + e.reason());
        }
        return together(route, shares, before, checked);
    }

    /** 0 where none matches, else the rule's number from 1 on. */
    private static int first(List<SeriesSelector> selectors, Map<String, String> labels) {
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i).matches(labels)) {
                return i + 1;
            }
        }
        return 0;
    }

    private Prepared together(EngineRoute route, SeriesShares shares, Rejections before, boolean checked) {
        List<TenantBatch> parts = new ArrayList<>();
        List<Replica> undecided = new ArrayList<>();
        List<MetricMetadata> metadata = List.of();
        for (int i = 0; i <= route.tenant().residency().routes().size() + 1; i++) {
            boolean told = shares.share(i) == shares.metadata();
            if (shares.share(i).length() == 0) {
                continue;
            }
            Destination to = destination(route, told ? 0 : i, checked);
            switch (codec.label(to, WriteVersion.V1, WriteVersion.V1, shares.share(i))) {
                case Prepared.Unreadable unreadable -> {
                    return unreadable;
                }
                case Prepared.Undecided unknown -> undecided.addAll(unknown.replicas());
                case Prepared.Ready ready when told -> metadata = ready.batch().metadata();
                case Prepared.Ready ready -> parts.add(ready.batch());
            }
        }
        return undecided.isEmpty()
                ? new Prepared.Ready(new TenantBatch(route, parts, metadata, before))
                : new Prepared.Undecided(undecided);
    }

    private Destination destination(EngineRoute from, int rule, boolean checked) {
        if (rule == 0) {
            return destination(from, from.tenant().residency().mode(), checked);
        }
        ResidencyRoute by = from.tenant().residency().routes().get(rule - 1);
        EngineRoute to = from.to(by.to())
                .orElseThrow(() -> Problem.of(
                                Kind.UNAVAILABLE,
                                "write.residency",
                                "The tenant's policy names the environment '" + by.to()
                                        + "', which has no engine; the operator has to correct it.")
                        .retryAfter(UNTIL_CORRECTED));
        return destination(to, by.mode(), checked);
    }

    private Destination destination(EngineRoute to, ResidencyMode mode, boolean checked) {
        LabelRules rules = RouteRules.of(to, codec.cards());
        return new Destination(to, mode, checked ? checked(rules) : rules);
    }

    private SeriesSelector selector(ResidencyRoute rule) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(rule.selector(), SeriesSelector::parse);
    }
}
