package io.pharos.billing.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.track.TrackLife.Known;
import io.pharos.billing.track.TrackLife.Step;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackLifeTest {
    @Test
    void goesForwardThroughAGateEach() {
        assertThat(TrackLife.forward(new Known(TrackState.LEGACY, 0, 2, false)))
                .isEqualTo(new Step.To(TrackState.SHADOW, 0));
        assertThat(TrackLife.forward(new Known(TrackState.SHADOW, 1, 2, true))).isInstanceOf(Step.Stay.class);
        assertThat(TrackLife.forward(new Known(TrackState.SHADOW, 2, 2, true)))
                .isEqualTo(new Step.To(TrackState.COMPARED, 2));
        assertThat(TrackLife.forward(new Known(TrackState.COMPARED, 2, 2, false)))
                .isInstanceOf(Step.Stay.class);
        assertThat(TrackLife.forward(new Known(TrackState.COMPARED, 2, 2, true)))
                .isEqualTo(new Step.To(TrackState.CANARY, 2));
        assertThat(TrackLife.forward(new Known(TrackState.CANARY, 2, 2, true))).isInstanceOf(Step.Stay.class);
        assertThat(TrackLife.forward(new Known(TrackState.CANARY, 3, 2, true)))
                .isEqualTo(new Step.To(TrackState.NEW, 3));
        assertThat(TrackLife.forward(new Known(TrackState.RETIRED, 9, 2, true))).isInstanceOf(Step.Stay.class);
    }

    @ParameterizedTest
    @EnumSource(value = TrackState.class, mode = EnumSource.Mode.EXCLUDE, names = "RETIRED")
    void goesBackInOneStep(TrackState state) {
        assertThat(TrackLife.back(state)).isEqualTo(new Step.To(TrackState.LEGACY, 0));
    }

    @Test
    void aDifferenceTakesATenantBackToTheShadow() {
        assertThat(TrackLife.compared(TrackState.CANARY, 5, true)).isEqualTo(new Step.To(TrackState.CANARY, 6));
        assertThat(TrackLife.compared(TrackState.CANARY, 5, false)).isEqualTo(new Step.To(TrackState.SHADOW, 0));
    }

    @Test
    void aPercentageIsAlwaysTheSameTenantsAndMoreOfThemAsItGrows() {
        var tenth = IntStream.range(0, 2000)
                .filter(i -> TrackLife.chosen("t", "tenant-" + i, 10))
                .boxed()
                .toList();
        var half = IntStream.range(0, 2000)
                .filter(i -> TrackLife.chosen("t", "tenant-" + i, 50))
                .boxed()
                .toList();
        assertThat(half).containsAll(tenth);
        assertThat(tenth.size()).isBetween(120, 280);
        assertThat(half.size()).isBetween(850, 1150);
        assertThat(TrackLife.chosen("t", "acme", 0)).isFalse();
        assertThat(TrackLife.chosen("t", "acme", 100)).isTrue();
    }
}
