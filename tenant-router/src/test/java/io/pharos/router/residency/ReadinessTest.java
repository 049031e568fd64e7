package io.pharos.router.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.lineage.MoveComparison;
import io.pharos.lineage.MoveComparison.Hour;
import io.pharos.tenancy.directory.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a move may end. */
class ReadinessTest {
    private static final Instant SINCE = Instant.parse("2026-11-25T09:20:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T12:05:00Z");
    private static final Hour TEN = new Hour(Instant.parse("2026-11-25T10:00:00Z"), 40, 40);
    private static final Hour ELEVEN = new Hour(Instant.parse("2026-11-25T11:00:00Z"), 60, 60);

    private final Move move = new Move("new", SINCE, 2);

    @Test
    void itMayOnceAsManyWholeHoursAsAskedForAreEqual() {
        assertThat(readiness(comparison(NOW, "", TEN, ELEVEN))).isEqualTo(Readiness.Ready.READY);
    }

    @Test
    void itMayNotBefore() {
        assertThat(reason(comparison(NOW, "", ELEVEN))).contains("1 of 2 whole hours");
        assertThat(reason(comparison(NOW, ""))).contains("0 of 2 whole hours");
        assertThat(Readiness.of(move, Optional.empty(), NOW)).isInstanceOf(Readiness.NotYet.class);
    }

    @Test
    void oneSampleLessIsTooFew() {
        Hour short1 = new Hour(ELEVEN.from(), 60, 59);
        assertThat(reason(comparison(NOW, "", TEN, short1))).contains("60 samples and the other one 59");
    }

    @Test
    void anOldComparisonOrOneOfAnEarlierMoveOrOneThatFailedSaysNothing() {
        assertThat(reason(comparison(NOW.minus(Duration.ofMinutes(6)), "", TEN, ELEVEN)))
                .contains("the last comparison is of");
        assertThat(reason(comparison(NOW, "the engine answered 500", TEN, ELEVEN)))
                .contains("the engine answered 500");
        Move later = new Move("new", SINCE.plusSeconds(1), 2);
        assertThat(Readiness.of(later, Optional.of(comparison(NOW, "", TEN, ELEVEN)), NOW))
                .isInstanceOf(Readiness.NotYet.class);
    }

    private String reason(MoveComparison last) {
        return ((Readiness.NotYet) readiness(last)).reason();
    }

    private Readiness readiness(MoveComparison last) {
        return Readiness.of(move, Optional.of(last), NOW);
    }

    private static MoveComparison comparison(Instant at, String trouble, Hour... hours) {
        return new MoveComparison("new", SINCE, at, List.of(hours), trouble);
    }
}
