package io.pharos.e2e.senders;

import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short version of the soak {@code senders}. */
@ExtendWith(SuiteExtension.class)
class RealSendersTest {
    @Test
    void whatPrometheusSaysItSentIsWhatIsStored(Suite suite) throws IOException {
        new RealSenders(suite, Duration.ofSeconds(30), 2).run(Kind.SERVER, Kind.AGENT);
    }
}
