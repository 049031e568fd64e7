package io.pharos.router.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyPolicy POLICY =
            new KeyPolicy(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofMinutes(30));

    @Test
    void makesAFirstKeyThatSignsAtOnce() {
        KeyTimes times = KeyRing.EMPTY.due(POLICY, START).orElseThrow();
        assertThat(times.signsFrom()).isEqualTo(START);
        assertThat(ring(times).signer(START)).isPresent();
        assertThat(ring(times).due(POLICY, START)).isEmpty();
    }

    @Test
    void listsTheNextKeyBeforeItSigns() {
        KeyTimes first = POLICY.first(START);
        Instant soon = first.signsUntil().minus(POLICY.notice());
        assertThat(ring(first).due(POLICY, soon.minusSeconds(1))).isEmpty();
        KeyTimes next = ring(first).due(POLICY, soon).orElseThrow();
        KeyRing both = ring(first, next);
        assertThat(both.listed(soon)).hasSize(2);
        assertThat(both.signer(soon)).contains(both.keys().getFirst());
        assertThat(both.signer(first.signsUntil())).contains(both.keys().getLast());
    }

    @Test
    void listsTheOldKeyWhileItsTokensLive() {
        KeyTimes first = POLICY.first(START);
        KeyTimes next = POLICY.next(first.signsUntil().minus(POLICY.notice()), first.signsUntil());
        KeyRing both = ring(first, next);
        assertThat(both.listed(first.listedUntil().minusSeconds(1))).hasSize(2);
        assertThat(both.listed(first.listedUntil()))
                .containsExactly(both.keys().getLast().jwk());
        assertThat(both.verifying(first.listedUntil()))
                .containsOnlyKeys(both.keys().getLast().kid());
    }

    @Test
    void goesOnSigningWhenNoOtherKeyHasTakenOver() {
        KeyTimes only = POLICY.first(START);
        assertThat(ring(only).signer(only.signsUntil().plusSeconds(60))).isPresent();
        assertThat(ring(only).signer(only.listedUntil())).isEmpty();
    }

    @Test
    void givesAKeyThatComesLateItsNoticeAllTheSame() {
        KeyTimes first = POLICY.first(START);
        Instant late = first.signsUntil().plusSeconds(60);
        KeyTimes next = ring(first).due(POLICY, late).orElseThrow();
        assertThat(next.signsFrom()).isEqualTo(late.plus(POLICY.notice()));
    }

    @Test
    void readsAKeyPairBackAsItWas() {
        SigningKey made = KeyMint.mint(POLICY.first(START));
        SigningKey read =
                KeyMint.read(made.publicKey().getEncoded(), made.privateKey().getEncoded(), made.times());
        assertThat(read.jwk()).isEqualTo(made.jwk());
        assertThat(made).hasToString("SigningKey[" + made.kid() + "]");
    }

    private static KeyRing ring(KeyTimes... times) {
        List<SigningKey> keys = new ArrayList<>();
        for (KeyTimes each : times) {
            keys.add(KeyMint.mint(each));
        }
        return new KeyRing(keys);
    }
}
