package io.pharos.e2e.soak;

import io.pharos.e2e.senders.Kind;
import io.pharos.e2e.senders.RealSenders;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prometheus, as a server and as an agent, and vmagent, ten minutes together. */
@ExtendWith(SuiteExtension.class)
class SendersSoak {
    @Test
    void whatTheySayTheySentIsWhatIsStored(Suite suite) throws Exception {
        Evidence evidence = Evidence.of("senders");
        evidence.step(
                "Prometheus, its agent and vmagent, TSDB and collector away twice each",
                () -> new RealSenders(suite, Duration.ofMinutes(10), 5).run(Kind.values()));
        evidence.finish();
    }
}
