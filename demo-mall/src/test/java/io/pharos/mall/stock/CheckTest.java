package io.pharos.mall.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.mall.chaos.Chaos;
import io.pharos.mall.chaos.Disturbance;
import io.pharos.mall.chaos.Knob;
import io.pharos.mall.shop.Catalogue;
import io.pharos.mall.shop.Sku;
import io.pharos.model.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final Sku OTHER = Catalogue.SKUS.getLast();

    @Test
    void isGuardedWithoutChaos() {
        assertThat(draws(Catalogue.HOT, Chaos.NONE)).containsOnly(Check.GUARDED);
    }

    @Test
    void eachKnobBreaksItsOwnWay() {
        assertThat(draws(OTHER, chaos(Knob.REDIS_ERRORS, 1))).containsOnly(Check.BROKEN);
        assertThat(draws(OTHER, chaos(Knob.STALE_CACHE, 1))).containsOnly(Check.STALE);
        assertThat(draws(OTHER, chaos(Knob.SLOW_SQL, 1))).containsOnly(Check.GUARDED);
    }

    @Test
    void onlyTheHotSkuIsOversold() {
        assertThat(draws(Catalogue.HOT, chaos(Knob.OVERSELL, 1))).containsOnly(Check.UNGUARDED);
        assertThat(draws(OTHER, chaos(Knob.OVERSELL, 1))).containsOnly(Check.GUARDED);
    }

    @Test
    void theLevelIsTheShare() {
        long broken = draws(OTHER, chaos(Knob.REDIS_ERRORS, 0.3))
                .filter(check -> check == Check.BROKEN)
                .count();
        assertThat(broken).isBetween(250L, 350L);
    }

    private static Stream<Check> draws(Sku sku, Chaos chaos) {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.generate(() -> Check.draw(sku, chaos, random)).limit(1000);
    }

    private static Chaos chaos(Knob knob, double level) {
        Instant now = Instant.EPOCH;
        return new Chaos(Map.of(knob, new Disturbance(new TenantId("acme"), knob, level, now, now.plusSeconds(60))));
    }
}
