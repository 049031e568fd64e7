package io.pharos.tenancy.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Callers of tokens whose signature was checked already, by the token's SHA-256, so that no token is kept. Bounded: two
 * generations of half the size; when the young one is full the old one is forgotten.
 */
final class VerifiedTokens {
    /** A token's SHA-256. */
    record Digest(long a, long b, long c, long d) {
        static Digest of(String token) {
            ByteBuffer hash = ByteBuffer.wrap(sha256().digest(token.getBytes(StandardCharsets.ISO_8859_1)));
            return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    private record Generations(ConcurrentHashMap<Digest, Caller> young, ConcurrentHashMap<Digest, Caller> old) {
        Generations next() {
            return new Generations(new ConcurrentHashMap<>(), young);
        }
    }

    private final int half;
    private volatile Generations generations = new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    VerifiedTokens(int capacity) {
        this.half = Math.max(1, capacity / 2);
    }

    @Nullable
    Caller find(Digest token) {
        Generations now = generations;
        Caller young = now.young.get(token);
        if (young != null) {
            return young;
        }
        Caller old = now.old.get(token);
        if (old != null) {
            put(token, old);
        }
        return old;
    }

    void put(Digest token, Caller caller) {
        if (generations.young.size() >= half) {
            turn();
        }
        generations.young.put(token, caller);
    }

    void forget(Digest token) {
        Generations now = generations;
        now.young.remove(token);
        now.old.remove(token);
    }

    int size() {
        Generations now = generations;
        return now.young.size() + now.old.size();
    }

    private synchronized void turn() {
        if (generations.young.size() >= half) {
            generations = generations.next();
        }
    }
}
