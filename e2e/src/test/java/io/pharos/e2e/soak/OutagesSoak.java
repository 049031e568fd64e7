package io.pharos.e2e.soak;

import io.pharos.e2e.Outage;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outages as long as they are promised to be survived; half an hour. */
@ExtendWith(SuiteExtension.class)
class OutagesSoak {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void nothingIsLost(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("outages");
        evidence.step(
                "shared TSDB away for a minute", () -> Map.of("refusals", new Outage(suite, MINUTE).ofTheSharedTsdb()));
        evidence.step(
                "front door and JWKS away for a minute",
                () -> Map.of("refusals", new Outage(suite, MINUTE).ofTheRouter()));
        evidence.step(
                "shared TSDB away for ten minutes",
                () -> Map.of("refusals", new Outage(suite, TEN_MINUTES).ofTheSharedTsdb()));
        evidence.step(
                "globex's TSDB away for ten minutes, acme's writes meanwhile",
                () -> Map.of("acknowledged", new Outage(suite, TEN_MINUTES).ofTheNeighboursTsdb()));
        evidence.finish();
    }
}
