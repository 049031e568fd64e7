package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RendezvousTest {
    private static final List<String> FIVE = List.of("a:1", "b:1", "c:1", "d:1", "e:1");

    @Test
    void aKeyHasOneOrderWhicheverWayThePlacesCome() {
        List<String> reversed = new ArrayList<>(FIVE).reversed();
        for (int i = 0; i < 100; i++) {
            assertThat(order(FIVE, "tenant-" + i))
                    .isEqualTo(order(reversed, "tenant-" + i))
                    .hasSize(5);
        }
    }

    @Test
    void keysAreSharedOutEvenly() {
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            firsts.merge(order(FIVE, "tenant-" + i).getFirst(), 1, Integer::sum);
        }
        assertThat(firsts.values())
                .hasSize(5)
                .allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
    }

    @Test
    void aPlaceThatGoesMovesOnlyItsOwnKeys() {
        List<String> four = FIVE.subList(0, 4);
        for (int i = 0; i < 1000; i++) {
            String before = order(FIVE, "tenant-" + i).getFirst();
            if (!before.equals("e:1")) {
                assertThat(order(four, "tenant-" + i).getFirst()).isEqualTo(before);
            }
        }
    }

    private static List<String> order(List<String> places, String key) {
        return Rendezvous.order(places, key, Function.identity());
    }
}
