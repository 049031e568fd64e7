package io.pharos.mall.page;

import io.pharos.mall.chaos.Disturbance;
import io.pharos.mall.metrics.Pulse;
import io.pharos.mall.metrics.Pulse.Beat;
import io.pharos.mall.shop.Cny;
import io.pharos.mall.shop.Gateway;
import io.pharos.mall.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How one shop does, in words and figures for the page. */
record ShopView(
        String tenant,
        String timeOfDay,
        String ordersPerMinute,
        String revenueToday,
        String lostPerMinute,
        boolean losing,
        String goldRate,
        boolean goldLow,
        List<GatewayView> gateways,
        Sparkline orders,
        List<ChaosView> chaos) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** Below these the suite's rules fire. */
    private static final double GOLD_FLOOR = 8;

    private static final double SUCCESS_FLOOR = 0.995;

    record GatewayView(String name, String success, boolean low) {}

    record ChaosView(String knob, String level, String left) {}

    static ShopView of(Shop shop, Pulse pulse, List<Disturbance> chaos, Instant now) {
        int minute = shop.rhythm().minuteOfDay(now);
        long lost = pulse.over(MINUTE, Beat.LOST_FEN, now);
        double gold = pulse.over(MINUTE, Beat.GOLD, now) / 60.0;
        return new ShopView(
                shop.tenant().value(),
                String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60),
                String.format(Locale.ROOT, "%,d", pulse.over(MINUTE, Beat.ORDERS, now)),
                yuan(pulse.revenueToday()),
                yuan(new Cny(lost)),
                lost > 0,
                String.format(Locale.ROOT, "%.1f", gold),
                gold < GOLD_FLOOR,
                gateways(pulse, now),
                Sparkline.of(pulse.course(Beat.ORDERS, now)),
                chaos.stream().map(d -> chaos(d, now)).toList());
    }

    private static List<GatewayView> gateways(Pulse pulse, Instant now) {
        List<GatewayView> views = new ArrayList<>();
        for (Gateway gateway : Gateway.values()) {
            long attempts = pulse.over(WINDOW, Beat.attempts(gateway), now);
            long failures = pulse.over(WINDOW, Beat.failures(gateway), now);
            double success = attempts == 0 ? 1 : 1 - (double) failures / attempts;
            String text = attempts == 0 ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * success);
            views.add(new GatewayView(gateway.label(), text, success < SUCCESS_FLOOR));
        }
        return views;
    }

    private static ChaosView chaos(Disturbance d, Instant now) {
        Duration left = Duration.between(now, d.until());
        return new ChaosView(
                d.knob().path(),
                String.format(Locale.ROOT, "%.0f %%", 100 * d.level()),
                String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart()));
    }

    private static String yuan(Cny amount) {
        return String.format(Locale.ROOT, "%,d", amount.fen() / 100);
    }
}
