package io.pharos.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pharos.e2e.Outage;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The customers' Prometheus servers renew their tokens by themselves, with no scrape lost; three quarters of an hour. */
@ExtendWith(SuiteExtension.class)
class TokenLivesSoak {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    @Test
    void noScrapeIsLostOverThreeTokens(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("token-lives");
        for (int life = 1; life <= 3; life++) {
            evidence.step(
                    "token " + life, () -> Map.of("scrapesUntil", oneLife(suite).toString()));
        }
        evidence.finish();
    }

    private static Instant oneLife(Suite suite) {
        Outage none = new Outage(suite, Duration.ZERO);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> none.noGapSince(Instant.now().minusSeconds(15)));
        Instant start = Instant.now();
        await().pollInterval(Duration.ofSeconds(30))
                .atMost(TOKEN_LIFE.plusMinutes(2))
                .until(() -> Instant.now().isAfter(start.plus(TOKEN_LIFE)));
        assertThat(none.noGapSince(start)).as("no gap since " + start).isTrue();
        return Instant.now();
    }
}
