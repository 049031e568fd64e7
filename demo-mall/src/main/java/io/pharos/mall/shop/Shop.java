package io.pharos.mall.shop;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Knob;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One tenant's shop and its customers. {@link #decide} is pure: the same state, chaos, time and generator give the
 * same baskets. The number of orders follows the rhythm with a jitter of a tenth and keeps its fractions, so that
 * the rate holds over any minute.
 */
public record Shop(TenantId tenant, Rhythm rhythm) {
    private static final List<Tier> TIERS = List.of(Tier.values());
    private static final List<Source> SOURCES = List.of(Source.values());
    private static final List<Gateway> GATEWAYS = List.of(Gateway.values());

    /** A shop that was away longer than this does not make up for it: those customers went elsewhere. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private static final double JITTER = 0.1;

    /** Where the demand stands: the time up to which it is served, and the part of an order that is left over. */
    public record State(Instant servedUntil, double fraction) {
        public static State openedAt(Instant now) {
            return new State(now, 0);
        }
    }

    /** The state after a step, and what was put into baskets during it. */
    public record Step(State next, List<Basket> baskets) {
        public Step {
            baskets = List.copyOf(baskets);
        }
    }

    /** What the customers want since the last step. */
    public Step decide(State state, Chaos chaos, Instant now, RandomGenerator random) {
        double jitter = 1 + JITTER * (2 * random.nextDouble() - 1);
        double wanted = state.fraction() + rhythm.rateAt(now) * seconds(state.servedUntil(), now) * jitter;
        int count = (int) wanted;
        List<Basket> baskets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Tier tier = Draw.weighted(TIERS, Tier::share, random);
            // A gold customer who stays away leaves a gap; nobody else takes the place.
            if (tier != Tier.GOLD || !Draw.chance(chaos.level(Knob.GOLD_DROP), random)) {
                baskets.add(basket(tier, chaos, random));
            }
        }
        return new Step(new State(now, wanted - count), baskets);
    }

    private static Basket basket(Tier tier, Chaos chaos, RandomGenerator random) {
        boolean flashSale = Draw.chance(chaos.level(Knob.OVERSELL), random);
        Sku sku = flashSale ? Catalogue.HOT : Draw.weighted(Catalogue.SKUS, Sku::share, random);
        int quantity = flashSale || random.nextInt(8) == 0 ? 2 : 1;
        return new Basket(
                sku,
                quantity,
                tier,
                Draw.weighted(SOURCES, Source::share, random),
                Draw.weighted(GATEWAYS, Gateway::share, random));
    }

    private static double seconds(Instant from, Instant to) {
        long millis = Duration.between(from, to).toMillis();
        return Math.clamp(millis, 0, LONGEST_STEP.toMillis()) / 1000.0;
    }
}
