package io.pharos.tsdb.late;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far back late samples of one tenant's environment reached, and when they were acknowledged: what is kept in Redis
 * under {@link #key}, as {@code birth time:oldest time:oldest …}, times by Redis's clock, all in milliseconds since 1970.
 * Marks grow in both numbers: one that a later mark reaches behind is of no more use.
 *
 * @param birth names this log: what was kept under another one's eyes cannot be judged by this one
 */
public record LateLog(String birth, List<Mark> marks) {
    /** How long a log is kept after its last use; what is judged by it has to be forgotten sooner. */
    public static final Duration KEPT = Duration.ofDays(2);

    /** Samples from {@code oldest} on were acknowledged at {@code time}, or in the seconds before it. */
    public record Mark(long time, long oldest) {}

    public LateLog {
        marks = List.copyOf(marks);
        if (birth.isBlank() || birth.contains(" ")) {
            throw new IllegalArgumentException("a log needs a birth of one word");
        }
    }

    /** Where the log lies; the tenant stands in braces, so that a Redis Cluster keeps all that is the tenant's together. */
    public static String key(TenantId tenant, Environment environment) {
        return "pharos:qcache:{" + tenant.value() + "}:late:" + environment.value();
    }

    /** Reads the text that Redis keeps. */
    public static LateLog parse(String text) {
        String[] words = text.split(" ");
        List<Mark> marks = new ArrayList<>(words.length);
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            marks.add(new Mark(
                    Long.parseLong(words[i], 0, colon, 10),
                    Long.parseLong(words[i], colon + 1, words[i].length(), 10)));
        }
        return new LateLog(words[0], marks);
    }

    /** The time of the oldest sample that was acknowledged at that time or later, or empty where none was late. */
    public OptionalLong oldestSince(long time) {
        for (Mark mark : marks) {
            if (mark.time() >= time) {
                return OptionalLong.of(mark.oldest());
            }
        }
        return OptionalLong.empty();
    }
}
