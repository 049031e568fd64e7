package io.pharos.usage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    private static final UsageEvent EVENT = new UsageEvent(
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            new UsageEvent.Source("query-gateway", "host/1"),
            new Usage(
                    new TenantId("acme"),
                    "ann",
                    "queries",
                    3,
                    Duration.ofMillis(42),
                    Instant.parse("2026-01-02T03:04:05.678Z"),
                    Map.of("env", "prod")));

    @Test
    void isACloudEventWithTheTenantAsItsSubject() throws IOException {
        assertThat(new ObjectMapper().readTree(CloudEvents.write(EVENT))).isEqualTo(new ObjectMapper().readTree("""
                {"specversion":"1.0","id":"01890a5d-ac96-774b-bcce-b302099a8057","source":"/pharos/query-gateway/host/1",
                 "subject":"acme","type":"pharos.usage.v1","time":"2026-01-02T03:04:05.678Z",
                 "datacontenttype":"application/json",
                 "data":{"service_id":"query-gateway","user_id":"ann","resource_type":"queries","duration_ms":42,
                         "quantity":3,"properties":{"env":"prod"},"timestamp":"2026-01-02T03:04:05.678Z"}}"""));
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        assertThat(CloudEvents.read(CloudEvents.write(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void whatIsNoUsageEventIsRefused() {
        assertThatThrownBy(() -> CloudEvents.read("{\"type\":\"other\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> CloudEvents.read("{\"type\":\"pharos.usage.v1\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void idsAreOfVersion7AndCarryTheirTime() {
        UuidV7 ids = new UuidV7(Clock.fixed(Instant.ofEpochMilli(0x0123456789abL), ZoneOffset.UTC));
        Set<UUID> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(0x0123456789abL);
            assertThat(made.add(id)).isTrue();
        }
    }
}
