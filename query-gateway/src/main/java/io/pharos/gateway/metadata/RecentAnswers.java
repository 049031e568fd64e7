package io.pharos.gateway.metadata;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers of the last seconds, up to a number of characters in all; the oldest give way. Thread-safe. */
final class RecentAnswers<K> {
    private record Kept(String answer, long until) {}

    private final long ageNanos;
    private final long mostChars;
    private final LongSupplier nanoClock;
    private final Map<K, Kept> kept = new LinkedHashMap<>();
    private long chars;

    RecentAnswers(Duration age, long mostChars, LongSupplier nanoClock) {
        this.ageNanos = age.toNanos();
        this.mostChars = mostChars;
        this.nanoClock = nanoClock;
    }

    synchronized Optional<String> get(K key) {
        dropAged();
        return Optional.ofNullable(kept.get(key)).map(Kept::answer);
    }

    synchronized void put(K key, String answer) {
        remove(kept.remove(key));
        kept.put(key, new Kept(answer, nanoClock.getAsLong() + ageNanos));
        chars += answer.length();
        Iterator<Kept> oldest = kept.values().iterator();
        while (chars > mostChars && oldest.hasNext()) {
            Kept first = oldest.next();
            oldest.remove();
            remove(first);
        }
    }

    private void dropAged() {
        Iterator<Kept> oldest = kept.values().iterator();
        while (oldest.hasNext()) {
            Kept first = oldest.next();
            if (nanoClock.getAsLong() - first.until() < 0) {
                return;
            }
            oldest.remove();
            remove(first);
        }
    }

    private void remove(@Nullable Kept gone) {
        chars -= gone == null ? 0 : gone.answer().length();
    }
}
