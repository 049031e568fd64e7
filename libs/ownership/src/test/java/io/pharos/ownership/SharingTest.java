package io.pharos.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharingTest {
    private List<Share> shares = IntStream.range(0, Share.COUNT)
            .mapToObj(number -> new Share(number, null, 0))
            .toList();

    @Test
    void oneReplicaTakesEverything() {
        settle(Set.of("a"));

        assertThat(counts()).isEqualTo(Map.of("a", Share.COUNT));
    }

    @Test
    void threeReplicasHaveAboutAThirdEach() {
        settle(Set.of("a", "b", "c"));

        assertThat(counts().values()).allMatch(count -> count > 10 && count < 34);
    }

    @Test
    void aReplicaThatComesTakesOnlyItsOwnPart() {
        settle(Set.of("a", "b"));
        List<Share> before = shares;
        settle(Set.of("a", "b", "c"));

        assertThat(moved(before)).allMatch(share -> "c".equals(share.owner()));
    }

    @Test
    void theSharesOfADeadReplicaAreTakenAndNoOthers() {
        settle(Set.of("a", "b", "c"));
        List<Share> before = shares;
        settle(Set.of("a", "c"));

        assertThat(moved(before)).hasSize((int)
                before.stream().filter(share -> "b".equals(share.owner())).count());
    }

    @Test
    void nothingIsTakenFromTheLiving() {
        settle(Set.of("a"));

        assertThat(Sharing.decide("b", Set.of("a", "b"), shares)).isEmpty();
    }

    // Everybody moves twice: shares that one gives up are another's to take.
    private void settle(Set<String> living) {
        for (int round = 0; round < 2; round++) {
            for (String self : living) {
                Sharing.decide(self, living, shares).forEach(move -> make(self, move));
            }
        }
    }

    private void make(String self, Move move) {
        List<Share> changed = new ArrayList<>(shares);
        switch (move) {
            case Move.Take(int share, long epoch) -> changed.set(share, new Share(share, self, epoch + 1));
            case Move.GiveUp(int share, long epoch) -> changed.set(share, new Share(share, null, epoch));
        }
        shares = List.copyOf(changed);
    }

    private List<Share> moved(List<Share> before) {
        return shares.stream()
                .filter(share -> share.epoch() != before.get(share.number()).epoch())
                .toList();
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        shares.forEach(share -> counts.merge(String.valueOf(share.owner()), 1, Integer::sum));
        return counts;
    }
}
