package io.pharos.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The raw samples of one series as the gateway gives them, oldest first. */
record Stored(List<Long> timestamps) {
    Stored {
        timestamps = List.copyOf(timestamps);
    }

    /** Reads a selector that picks one series over a window up to now. */
    static Stored read(FrontDoor door, String selector, Duration window) {
        Answer answer = door.query(selector + "[" + window.toSeconds() + "s]");
        if (answer.status() != 200) {
            throw new AssertionError(selector + ": " + answer);
        }
        List<Long> timestamps = new ArrayList<>();
        for (JsonNode point : answer.json().at("/data/result/0/values")) {
            timestamps.add(Math.round(point.get(0).asDouble() * 1000));
        }
        return new Stored(timestamps);
    }

    /** The longest time between two samples since an instant, or since the first sample. */
    Duration longestGap(Instant since) {
        long longest = 0;
        long before = since.toEpochMilli();
        for (long each : timestamps) {
            if (each > since.toEpochMilli()) {
                longest = Math.max(longest, each - before);
            }
            before = Math.max(before, each);
        }
        return Duration.ofMillis(Math.max(longest, System.currentTimeMillis() - before));
    }
}
