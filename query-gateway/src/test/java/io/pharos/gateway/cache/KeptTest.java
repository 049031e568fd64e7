package io.pharos.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.matrix.Matrix;
import io.pharos.gateway.matrix.Points;
import io.pharos.gateway.matrix.Series;
import io.pharos.gateway.matrix.Steps;
import io.pharos.tsdb.late.LateLog;
import io.pharos.tsdb.late.LateLog.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is used only where it is still true, whatever is asked, written late and kept in whatever order. */
class KeptTest {
    private static final LateLog QUIET = new LateLog("b", List.of());
    private static final long STEP = 10;

    /** A world of one series whose value at a time changes when samples come late. */
    private static final class World {
        private final int[] changes = new int[400];
        private final List<Mark> marks = new ArrayList<>();

        Matrix ask(Steps steps) {
            long[] times = new long[(int) steps.count()];
            String[] texts = new String[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = steps.first() + i * STEP;
                texts[i] = times[i] + "/" + changes[(int) (times[i] / STEP)];
            }
            return new Matrix(
                    List.of(new Series("{}", new Points(times, texts), new Points(new long[0], new String[0]))));
        }

        /** A late sample changes its own time and any after it. */
        void late(long now, long from) {
            marks.add(new Mark(now, from));
            for (int i = (int) (from / STEP); i < changes.length; i++) {
                changes[i]++;
            }
        }

        /** As Redis keeps it: a mark that a later one reaches behind is gone. */
        LateLog log() {
            List<Mark> kept = new ArrayList<>();
            for (Mark mark : marks) {
                kept.removeIf(before -> before.oldest() >= mark.oldest());
                kept.add(mark);
            }
            return new LateLog("b", kept);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anAnswerFromPiecesIsTheWholeAnswer(long seed) {
        Random random = new Random(seed);
        World world = new World();
        Kept kept = Kept.nothing(QUIET, 0);
        long phase = 0;
        for (int round = 1; round < 400; round++) {
            long now = 2000 + round;
            if (random.nextInt(4) == 0) {
                world.late(now, phase + STEP * random.nextInt(200));
                continue;
            }
            Steps asked = Steps.over(STEP * random.nextInt(150), STEP * (150 + random.nextInt(60)), STEP);
            kept = kept.heeding(world.log(), now);
            List<Piece> pieces = kept.cover(asked);

            List<Matrix> parts = new ArrayList<>();
            List<Extent> learnt = new ArrayList<>();
            long next = asked.first();
            for (Piece piece : pieces) {
                assertThat(piece.steps().first()).as("no hole and no overlap").isEqualTo(next);
                next = piece.steps().last() + STEP;
                switch (piece) {
                    case Piece.Have have -> parts.add(have.extent().matrix());
                    case Piece.Ask ask -> {
                        Matrix answer = world.ask(ask.steps());
                        parts.add(answer);
                        learnt.add(new Extent(ask.steps(), now, answer));
                    }
                }
            }
            assertThat(next).isEqualTo(asked.last() + STEP);
            assertThat(Matrix.joined(parts)).isEqualTo(world.ask(asked));

            kept = kept.with(learnt, STEP * (100 + random.nextInt(100)));
            if (random.nextInt(10) == 0) {
                kept = kept.around(asked);
            }
            assertThat(KeptCodec.read(KeptCodec.write(kept))).hasValue(kept);
        }
    }

    @Test
    void aWindowThatMovesAsksForItsNewEdge() {
        World world = new World();
        Steps first = new Steps(0, 1000, STEP);
        Kept kept = Kept.nothing(QUIET, 1).with(List.of(new Extent(first, 1, world.ask(first))), 950);

        List<Piece> pieces = kept.cover(new Steps(50, 1020, STEP));

        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst().steps()).isEqualTo(new Steps(50, 950, STEP));
        assertThat(pieces.getLast()).isEqualTo(new Piece.Ask(new Steps(960, 1020, STEP)));
    }

    @Test
    void whatIsAskedForIsSplitByDays() {
        long day = 86_400_000;
        Kept nothing = Kept.nothing(QUIET, 1);

        List<Piece> pieces = nothing.cover(Steps.over(day - 7_000, 3 * day, 60_000));

        assertThat(pieces).hasSize(3);
        assertThat(pieces.get(0).steps()).isEqualTo(new Steps(day - 7_000, day - 7_000, 60_000));
        assertThat(pieces.get(1).steps().first()).isEqualTo(day + 53_000);
        assertThat(pieces.get(2).steps().last()).isEqualTo(3 * day - 7_000);
    }

    @Test
    void anotherLogMakesNothingOfIt() {
        Steps steps = new Steps(0, 100, STEP);
        Kept kept = new Kept("b", 1, List.of(new Extent(steps, 1, new World().ask(steps))));

        assertThat(kept.heeding(new LateLog("reborn", List.of()), 2))
                .isEqualTo(Kept.nothing(new LateLog("reborn", List.of()), 2));
    }

    @Test
    void whatCannotBeReadIsNothing() {
        byte[] packed = KeptCodec.write(Kept.nothing(QUIET, 1));
        packed[0] = 99;
        assertThat(KeptCodec.read(packed)).isEmpty();
        byte[] cut = java.util.Arrays.copyOf(KeptCodec.write(Kept.nothing(QUIET, 1)), 9);
        assertThat(KeptCodec.read(cut)).isEmpty();
        assertThat(KeptCodec.read(new byte[] {1})).isEmpty();
    }
}
