package io.pharos.router.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isGoodOnceForItsClient() {
        assertThat(state(null, null).presentedBy("acme-dev", NOW)).isEqualTo(new RefreshState.Good());
    }

    @Test
    void isReusedTheSecondTime() {
        assertThat(state(NOW.minusSeconds(1), null).presentedBy("acme-dev", NOW))
                .isEqualTo(new RefreshState.Reused());
    }

    @Test
    void isUselessToAnotherClientEvenIfUsed() {
        assertThat(state(null, null).presentedBy("initech-dev", NOW)).isEqualTo(new RefreshState.Useless());
        assertThat(state(NOW, null).presentedBy("initech-dev", NOW)).isEqualTo(new RefreshState.Useless());
    }

    @Test
    void isUselessOnceItsFamilyIsRevokedOrItsTimeIsOver() {
        assertThat(state(null, NOW).presentedBy("acme-dev", NOW)).isEqualTo(new RefreshState.Useless());
        assertThat(state(null, null).presentedBy("acme-dev", NOW.plusSeconds(60)))
                .isEqualTo(new RefreshState.Useless());
    }

    private static RefreshState state(@Nullable Instant usedAt, @Nullable Instant revokedAt) {
        return new RefreshState(
                UUID.randomUUID(),
                "acme-dev",
                Set.of(Scope.METRICS_READ),
                NOW.plusSeconds(60),
                NOW.plusSeconds(600),
                usedAt,
                revokedAt);
    }
}
