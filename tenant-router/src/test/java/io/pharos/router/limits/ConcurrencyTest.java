package io.pharos.router.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private final Concurrency<String> concurrency = new Concurrency<>();

    @Test
    void letsSoManyInAtOnce() {
        Concurrency.Entry first = concurrency.enter("a", 2);
        concurrency.enter("a", 2);
        assertThat(concurrency.enter("a", 2)).isInstanceOf(Concurrency.Full.class);
        ((Concurrency.Entered) first).place().close();
        assertThat(concurrency.enter("a", 2)).isInstanceOf(Concurrency.Entered.class);
    }

    @Test
    void givesAPlaceBackOnce() {
        Concurrency.Entered first = (Concurrency.Entered) concurrency.enter("a", 2);
        concurrency.enter("a", 2);
        first.place().close();
        first.place().close();
        assertThat(concurrency.underWay("a")).isEqualTo(1);
    }

    @Test
    void keepsKeysApart() {
        concurrency.enter("a", 1);
        assertThat(concurrency.enter("b", 1)).isInstanceOf(Concurrency.Entered.class);
    }
}
