package io.pharos.mall.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Disturbance;
import io.pharos.mall.chaos.Knob;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Shop SHOP = new Shop(ACME, new Rhythm(Duration.ofMinutes(30), 30, 60));

    @Test
    void theSameSeedGivesTheSameDay() {
        assertThat(baskets(Chaos.NONE, Duration.ofMinutes(1), 7))
                .isEqualTo(baskets(Chaos.NONE, Duration.ofMinutes(1), 7))
                .isNotEqualTo(baskets(Chaos.NONE, Duration.ofMinutes(1), 8));
    }

    @Test
    void theDaySellsWhatTheRhythmSays() {
        double mean = baskets(Chaos.NONE, Duration.ofMinutes(30), 1).size() / 1800.0;
        double said = 0;
        for (int second = 0; second < 1800; second++) {
            said += SHOP.rhythm().rateAt(START.plusSeconds(second)) / 1800;
        }
        assertThat(mean).isCloseTo(said, within(0.3));
    }

    @Test
    void customersWhoWereNotServedForLongGoElsewhere() {
        Shop.Step step = SHOP.decide(
                Shop.State.openedAt(START), Chaos.NONE, START.plus(Duration.ofHours(1)), new SplittableRandom(1));
        assertThat(step.baskets()).hasSizeLessThan(60 * 6);
    }

    @Test
    void aClockThatGoesBackSellsNothing() {
        Shop.Step step =
                SHOP.decide(Shop.State.openedAt(START), Chaos.NONE, START.minusSeconds(5), new SplittableRandom(1));
        assertThat(step.baskets()).isEmpty();
    }

    @Test
    void goldCustomersStayAwayAndNobodyTakesTheirPlace() {
        List<Basket> calm = baskets(Chaos.NONE, Duration.ofMinutes(5), 1);
        List<Basket> dropped = baskets(chaos(Knob.GOLD_DROP, 0.8), Duration.ofMinutes(5), 1);
        assertThat(gold(dropped)).isCloseTo(gold(calm) / 5, within(200L));
        assertThat(dropped.size() - gold(dropped)).isCloseTo(calm.size() - gold(calm), within(400L));
    }

    @Test
    void aFlashSaleRushesToOneSku() {
        List<Basket> rush = baskets(chaos(Knob.OVERSELL, 1), Duration.ofMinutes(1), 1);
        assertThat(rush).allMatch(basket -> basket.sku().equals(Catalogue.HOT));
    }

    private static long gold(List<Basket> baskets) {
        return baskets.stream().filter(basket -> basket.tier() == Tier.GOLD).count();
    }

    private static List<Basket> baskets(Chaos chaos, Duration span, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Basket> baskets = new ArrayList<>();
        Shop.State state = Shop.State.openedAt(START);
        for (Instant now = START.plus(TICK); !now.isAfter(START.plus(span)); now = now.plus(TICK)) {
            Shop.Step step = SHOP.decide(state, chaos, now, random);
            state = step.next();
            baskets.addAll(step.baskets());
        }
        return baskets;
    }

    private static Chaos chaos(Knob knob, double level) {
        return new Chaos(Map.of(knob, new Disturbance(ACME, knob, level, START, START.plus(Duration.ofHours(1)))));
    }
}
