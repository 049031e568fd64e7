package io.pharos.gateway.cache;

import io.pharos.gateway.answer.Answer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What came of answering a query from pieces. */
public sealed interface RangeAnswer {
    /**
     * The whole answer in JSON.
     *
     * @param age how old the oldest part is that came from the cache; zero where none did
     * @param asked the part of the steps that the engine was asked for, from 0 to 1
     * @param samples what the engine read for that, where it told
     */
    record Whole(Buffer body, Source source, Duration age, double asked, OptionalLong samples) implements RangeAnswer {
        /** The same for somebody who waited for another one's question. */
        Whole joined() {
            return new Whole(body, Source.JOINED, age, 0, OptionalLong.of(0));
        }
    }

    /** The engine refused a part. */
    record Refused(Answer answer) implements RangeAnswer {}

    /** It is better asked for in one piece and streamed. */
    record PastTheCache(CacheVerdict.Reason reason) implements RangeAnswer {}

    /** Where an answer comes from, as the header X-Cache says it. */
    enum Source {
        /** All of it was kept. */
        HIT,
        /** A part was kept, and the engine was asked for the rest. */
        PARTIAL,
        /** The engine was asked for all of it. */
        MISS,
        /** It is the answer to the same question that somebody else had just put. */
        JOINED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
