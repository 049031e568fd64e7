package io.pharos.router.keys;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All signing keys that are not yet forgotten, and the decisions over them: who signs, who is listed, what is next. */
public record KeyRing(List<SigningKey> keys) {
    /** Before the keys were read. */
    public static final KeyRing EMPTY = new KeyRing(List.of());

    private static final Comparator<SigningKey> BY_TURN =
            Comparator.comparing(key -> key.times().signsFrom());

    public KeyRing {
        keys = List.copyOf(keys);
    }

    /** The key that signs now: the newest whose turn has come, past its turn too if no other has taken over. */
    public Optional<SigningKey> signer(Instant now) {
        return keys.stream()
                .filter(key -> !now.isBefore(key.times().signsFrom()))
                .filter(key -> key.times().listedAt(now))
                .max(BY_TURN);
    }

    /** What the JWKS lists now. */
    public List<PublicKeyJwk> listed(Instant now) {
        return keys.stream()
                .filter(key -> key.times().listedAt(now))
                .sorted(BY_TURN)
                .map(SigningKey::jwk)
                .toList();
    }

    /** The keys that verify tokens now, by their kid. */
    public Map<String, PublicKey> verifying(Instant now) {
        return keys.stream()
                .filter(key -> key.times().listedAt(now))
                .collect(Collectors.toUnmodifiableMap(SigningKey::kid, SigningKey::publicKey));
    }

    /** The times of a key to make now, or empty where the ring needs none yet. */
    public Optional<KeyTimes> due(KeyPolicy policy, Instant now) {
        Optional<SigningKey> newest =
                keys.stream().filter(key -> key.times().listedAt(now)).max(BY_TURN);
        if (newest.isEmpty()) {
            return Optional.of(policy.first(now));
        }
        Instant ends = newest.get().times().signsUntil();
        boolean soon = !now.plus(policy.notice()).isBefore(ends);
        return soon ? Optional.of(policy.next(now, ends)) : Optional.empty();
    }
}
