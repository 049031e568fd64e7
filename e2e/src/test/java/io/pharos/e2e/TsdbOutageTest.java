package io.pharos.e2e;

import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short version of the soak {@code outages}. */
@ExtendWith(SuiteExtension.class)
class TsdbOutageTest {
    private static final Duration SHORT = Duration.ofSeconds(15);

    @Test
    void noScrapeIsMissingAfterTheSharedTsdbCameBack(Suite suite) throws InterruptedException {
        new Outage(suite, SHORT).ofTheSharedTsdb();
    }

    @Test
    void noScrapeIsMissingAfterTheFrontDoorCameBack(Suite suite) throws InterruptedException {
        new Outage(suite, SHORT).ofTheRouter();
    }

    @Test
    void acmeNoticesNothingOfGlobexsDeadTsdb(Suite suite) throws InterruptedException {
        new Outage(suite, SHORT).ofTheNeighboursTsdb();
    }
}
