package io.pharos.tsdb.late;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.tsdb.late.LateLog.Mark;
import org.junit.jupiter.api.Test;

class LateLogTest {
    @Test
    void readsWhatRedisKeeps() {
        LateLog log = LateLog.parse("b-1 1000:10 2000:20");

        assertThat(log.birth()).isEqualTo("b-1");
        assertThat(log.marks()).containsExactly(new Mark(1000, 10), new Mark(2000, 20));
        assertThat(LateLog.parse("b-2").marks()).isEmpty();
    }

    @Test
    void tellsTheOldestThatCameSinceATime() {
        LateLog log = LateLog.parse("b 1000:10 2000:20");

        assertThat(log.oldestSince(500)).hasValue(10);
        assertThat(log.oldestSince(1000)).hasValue(10);
        assertThat(log.oldestSince(1001)).hasValue(20);
        assertThat(log.oldestSince(2001)).isEmpty();
    }

    @Test
    void keepsATenantsLogsTogetherInACluster() {
        assertThat(LateLog.key(new TenantId("acme"), Environment.PROD)).isEqualTo("pharos:qcache:{acme}:late:prod");
    }
}
