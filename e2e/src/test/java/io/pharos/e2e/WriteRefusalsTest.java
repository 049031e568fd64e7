package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import io.pharos.e2e.write.RemoteWrite;
import io.pharos.e2e.write.Series;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a broken or hostile sender is told; the collector lives on and serves the next one. */
@ExtendWith(SuiteExtension.class)
class WriteRefusalsTest {
    private static final long ONE_GIB = 1L << 30;

    private Suite suite;
    private long collector;
    private FrontDoor acme;

    @BeforeEach
    void enter(Suite suite) {
        this.suite = suite;
        collector = suite.pid("metrics-collector");
        acme = suite.frontDoor().as("acme", suite.token("acme", "admin"));
    }

    @AfterEach
    void theCollectorIsUnharmed() {
        Answer answer = acme.write(RemoteWrite.of(Series.now("e2e_still_here", 1)));

        assertThat(answer.status()).as(answer.toString()).isIn(200, 204);
        assertThat(suite.pid("metrics-collector")).isEqualTo(collector);
    }

    @Test
    void aBodyThatIsNotSnappyIsMalformed() {
        refused(acme.write("not snappy at all".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSnappyBombIsRefusedBeforeItIsUnpacked() {
        refused(acme.write(RemoteWrite.bomb(ONE_GIB)));
    }

    @Test
    void aTruncatedMessageIsMalformed() {
        byte[] whole = RemoteWrite.protobuf(List.of(Series.now("e2e_truncated", 1, "a", "b")));

        refused(acme.write(RemoteWrite.snappy(Arrays.copyOf(whole, whole.length - 3))));
    }

    @Test
    void unsortedLabelsNameTheSeries() {
        namesTheSeries("e2e_unsorted", acme.write(RemoteWrite.of(Series.now("e2e_unsorted", 1, "b", "1", "a", "2"))));
    }

    @Test
    void duplicateLabelsNameTheSeries() {
        namesTheSeries("e2e_doubled", acme.write(RemoteWrite.of(Series.now("e2e_doubled", 1, "a", "1", "a", "2"))));
    }

    @Test
    void aLabelOfAnotherTenantNamesTheSeries() {
        namesTheSeries("e2e_foreign", acme.write(RemoteWrite.of(Series.now("e2e_foreign", 1, "tenant_id", "initech"))));
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body()).isNotBlank();
    }

    private static void namesTheSeries(String series, Answer answer) {
        refused(answer);
        assertThat(answer.body()).contains(series);
    }
}
