package io.pharos.mall.mailbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last letters that were delivered; older ones make room. */
@Singleton
class Mailbox {
    private static final int MOST = 300;

    private final Clock clock;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private long last;

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    synchronized Letter add(String kind, String from, List<String> to, String subject, String text) {
        Letter letter = new Letter(++last, kind, clock.instant(), from, to, subject, text);
        letters.addFirst(letter);
        if (letters.size() > MOST) {
            letters.removeLast();
        }
        return letter;
    }

    /** The latest first. */
    synchronized List<Letter> all() {
        return List.copyOf(letters);
    }

    synchronized Optional<Letter> find(long id) {
        return letters.stream().filter(letter -> letter.id() == id).findFirst();
    }
}
