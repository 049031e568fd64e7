package io.pharos.billing.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What makes two events one. */
class EventIdentityTest {
    private static final String ORDERED = "0198c5a8-6f0e-7a3b-9d55-2f1b8a6c0d11";

    @Test
    void aKeyOfAUuidV7BeginsWithItsTimeAndAnyOtherWithASetBit() {
        UUID key = key("acme", "s", ORDERED);
        assertThat(key.getMostSignificantBits() >>> 16)
                .isEqualTo(UUID.fromString(ORDERED).getMostSignificantBits() >>> 16);
        for (String other : new String[] {
            "a1",
            "0198c5a8-6f0e-4a3b-9d55-2f1b8a6c0d11",
            "+198c5a8-6f0e-7a3b-9d55-2f1b8a6c0d11",
            "0198c5a86f0e7a3b9d552f1b8a6c0d11"
        }) {
            assertThat(key("acme", "s", other).getMostSignificantBits())
                    .as(other)
                    .isNegative();
        }
    }

    @Test
    void tenantSourceAndIdMakeItAndNothingElse() {
        assertThat(key("acme", "s", "a1")).isEqualTo(key("acme", "s", "a1"));
        assertThat(key("acme", "s", "a1")).isNotEqualTo(key("initech", "s", "a1"));
        assertThat(key("acme", "s", "a1")).isNotEqualTo(key("acme", "sa", "1"));
        assertThat(key("acme", "s", ORDERED)).isNotEqualTo(key("acme", "t", ORDERED));
        EventIdentity first = EventIdentity.of(event("acme", "s", "a1", Instant.EPOCH, "1"));
        EventIdentity moved = EventIdentity.of(event("acme", "s", "a1", Instant.EPOCH.plusSeconds(1), "1"));
        assertThat(moved.key()).isEqualTo(first.key());
        assertThat(moved.digest()).as("but it says something else").isNotEqualTo(first.digest());
    }

    @Test
    void theSameQuantityInAnotherSpellingSaysTheSame() {
        assertThat(EventIdentity.of(event("acme", "s", "a1", Instant.EPOCH, "2.50")))
                .isEqualTo(EventIdentity.of(event("acme", "s", "a1", Instant.EPOCH, "2.5")));
    }

    /** They lie in databases: another value would be another event. */
    @Test
    void keysAndDigestsStayAsTheyAre() {
        Instant time = Instant.parse("2026-03-01T10:00:00.5Z");
        assertThat(EventIdentity.of(new ReceivedEvent(
                        new TenantId("acme"),
                        "/s",
                        "a1",
                        time,
                        "emails",
                        "svc",
                        "ann",
                        new BigDecimal("2.50"),
                        7,
                        Map.of("region", "深圳"),
                        "a0")))
                .isEqualTo(new EventIdentity(
                        UUID.fromString("fac28193-ecb9-3b89-0a95-c9a01fada7c4"), -1384545412101025094L));
        assertThat(key("acme", "/s", ORDERED)).isEqualTo(UUID.fromString("0198c5a8-6f0e-0205-f350-779866975498"));
    }

    private static UUID key(String tenant, String source, String id) {
        return EventIdentity.of(event(tenant, source, id, Instant.EPOCH, "1")).key();
    }

    private static ReceivedEvent event(String tenant, String source, String id, Instant time, String quantity) {
        return new ReceivedEvent(
                new TenantId(tenant), source, id, time, "r", "", "", new BigDecimal(quantity), 0, Map.of(), null);
    }
}
