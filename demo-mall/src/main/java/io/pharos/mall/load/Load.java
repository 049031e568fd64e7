package io.pharos.mall.load;

import io.pharos.mall.MallConfig;
import io.pharos.mall.Shops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Keeps the shops running, each on a thread of its own: one shop's trouble is not another's. */
@ApplicationScoped
class Load {
    private static final Logger LOG = Logger.getLogger(Load.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final ShopDay day;
    private final Upkeep upkeep;
    private final Shops shops;
    private final MallConfig.Load config;
    private final Clock clock;
    private final List<ShopRun> runs = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Load(ShopDay day, Upkeep upkeep, Shops shops, MallConfig config, Clock clock) {
        this.day = day;
        this.upkeep = upkeep;
        this.shops = shops;
        this.config = config.load();
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        shops.all().forEach(shop -> runs.add(new ShopRun(shop, shops.seed(shop.tenant()), clock.instant())));
        runs.forEach(run ->
                threads.add(Thread.ofVirtual().name("shop-" + run.tenant()).start(() -> live(run))));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(2));
        }
    }

    /** True while every shop has had a tick within that time. */
    boolean allTickedWithin(Duration time) {
        Instant since = clock.instant().minus(time);
        return runs.stream().allMatch(run -> run.lastTick.isAfter(since));
    }

    private void live(ShopRun run) {
        Duration pause = Duration.ZERO;
        while (!Thread.currentThread().isInterrupted()) {
            pause = pauseAfterTick(run, pause);
            sleep(pause);
        }
    }

    /** One tick, and how long to wait for the next: what is left of the tick, or ever longer while ticks fail. */
    private Duration pauseAfterTick(ShopRun run, Duration lastPause) {
        Instant now = clock.instant();
        try {
            upkeep.attend(run, now);
            day.tick(run, now);
            return config.tick().minus(Duration.between(now, clock.instant()));
        } catch (RuntimeException e) {
            Duration pause = longer(lastPause);
            // The first failure with all that is known, the next ones in a line.
            LOG.logf(
                    Level.WARN, pause.equals(config.tick()) ? e : null, "tenant=%s a tick failed: %s", run.tenant(), e);
            return pause;
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.compareTo(config.tick()) < 0 ? config.tick() : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    private static void sleep(Duration pause) {
        try {
            if (pause.isPositive()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
