package io.pharos.e2e.senders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Senders at work while the TSDB and the collector go away and come back: what they say they sent, without what failed
 * and without stale markers, is what lies in the TSDB, to the sample.
 */
public record RealSenders(Suite suite, Duration length, int intervalSeconds) {
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    /** What was counted of a sender on both sides. */
    public record Count(long sent, long failed, long dropped, long staleMarkers, long stored) {}

    /** Runs them all at once; takes the TSDB and the collector away twice each, and answers what was counted. */
    public Map<String, Count> run(Kind... kinds) throws IOException {
        Instant begin = Instant.now();
        List<Sender> senders = new ArrayList<>();
        try (Exhibit exhibit = new Exhibit()) {
            for (Kind kind : kinds) {
                senders.add(Sender.start(kind, suite, exhibit, intervalSeconds));
            }
            int parts = 5;
            pass(1, parts, begin);
            restartTsdb();
            pass(2, parts, begin);
            suite.kill("metrics-collector");
            pass(3, parts, begin);
            exhibit.end();
            restartTsdb();
            pass(4, parts, begin);
            suite.kill("metrics-collector");
            pass(5, parts, begin);
            Map<String, Count> counts = new TreeMap<>();
            for (Sender sender : senders) {
                counts.put(sender.kind().label(), settled(sender, begin));
            }
            return counts;
        } finally {
            senders.forEach(Sender::close);
        }
    }

    private void pass(int part, int parts, Instant begin) {
        Instant until = begin.plus(length.multipliedBy(part).dividedBy(parts));
        await().atMost(length.plusMinutes(1)).until(() -> Instant.now().isAfter(until));
    }

    private void restartTsdb() {
        suite.pharos("stop", "prometheus-shared");
        Instant back = Instant.now().plus(AWAY);
        await().until(() -> Instant.now().isAfter(back));
        suite.pharos("start", "prometheus-shared");
    }

    /** Scrapes go on: the two sides are compared between two of them, when nothing is on its way. */
    private Count settled(Sender sender, Instant begin) {
        Count[] last = new Count[1];
        await(sender.kind().label())
                .atMost(CATCH_UP)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    Told told = sender.told();
                    Count count = new Count(
                            told.sent(), told.failed(), told.dropped(), Exhibit.ENDING, stored(sender, begin));
                    assertThat(sender.told())
                            .as("%s, and none on its way", count)
                            .isEqualTo(told.withNoneWaiting());
                    assertThat(count.stored()).as(count::toString).isEqualTo(told.stored(Exhibit.ENDING));
                    last[0] = count;
                });
        assertThat(last[0].failed() + last[0].dropped()).as(last[0]::toString).isZero();
        assertThat(last[0].stored()).as(last[0]::toString).isGreaterThan(10L * Exhibit.STAYING);
        return last[0];
    }

    /** By metric, since without its name a series would be another metric's too. */
    private long stored(Sender from, Instant begin) {
        long seconds = Duration.between(begin, Instant.now()).toSeconds() + 60;
        String sender = "sender=\"" + from.label() + "\"";
        Answer names = suite.sharedTsdb().get("/api/v1/label/__name__/values", Map.of("match[]", "{" + sender + "}"));
        long sum = 0;
        for (JsonNode name : names.json().at("/data")) {
            String series = name.asText() + "{" + sender + "}[" + seconds + "s]";
            sum += suite.sharedTsdb()
                    .query("sum(count_over_time(" + series + "))")
                    .json()
                    .at("/data/result/0/value/1")
                    .asLong();
        }
        return sum;
    }
}
