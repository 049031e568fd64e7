package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.metering.QueryMeter;
import io.pharos.gateway.result.BodyPath;
import io.pharos.gateway.result.BodyStage;
import io.pharos.gateway.result.ExpositionStage;
import io.pharos.gateway.result.GzipStage;
import io.pharos.gateway.result.SampleStage;
import io.pharos.gateway.result.StatisticsStage;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one result on its way to its client. Where its samples are to be counted it comes unpacked
 * and is packed here; at its end it is counted, before the client can see that it has ended.
 */
final class Delivery {
    /** Prometheus's text format. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final QueryMeter meter;
    private final QueryMeter.Asker asker;
    private final Counting counting;
    private final boolean acceptsGzip;
    private final @Nullable SampleStage samples;
    private final BodyPath body;
    private final long startedAt = System.nanoTime();

    Delivery(QueryMeter meter, QueryMeter.Asker asker, Counting counting, boolean acceptsGzip) {
        this.meter = meter;
        this.asker = asker;
        this.counting = counting;
        this.acceptsGzip = acceptsGzip;
        this.samples = samples(counting);
        this.body = new BodyPath(stages());
    }

    private static @Nullable SampleStage samples(Counting counting) {
        return switch (counting) {
            case Counting.ByEngine engine -> new StatisticsStage(!engine.shown());
            case Counting.OneByOne each -> new ExpositionStage();
            case Counting.ByEstimate own -> null;
            case Counting.Told told -> null;
            case Counting.Nothing nothing -> null;
        };
    }

    private List<BodyStage> stages() {
        List<BodyStage> stages = new ArrayList<>(2);
        if (samples != null) {
            stages.add(samples);
        }
        if (packs()) {
            stages.add(new GzipStage());
        }
        return stages;
    }

    /** Whether the engine may pack its result, which is then not looked into. */
    boolean enginePacks() {
        return acceptsGzip && !looksInto();
    }

    /** Whether the result is packed here. */
    boolean packs() {
        return acceptsGzip && looksInto();
    }

    private boolean looksInto() {
        return samples != null || counting instanceof Counting.Told;
    }

    /** The media type of the result, in full. */
    String type() {
        return counting instanceof Counting.OneByOne ? TEXT : Answer.JSON;
    }

    /** Whether the result goes on as it came. */
    boolean unchanged() {
        return body.unchanged();
    }

    Buffer next(Buffer chunk) {
        return body.next(chunk);
    }

    /** The last of the result, which is counted by now. */
    Buffer last() {
        Buffer rest = body.last();
        OptionalLong read = samples == null ? OptionalLong.empty() : samples.samples();
        meter.count(asker, counting, read, body.bytes(), Duration.ofNanos(System.nanoTime() - startedAt));
        return rest;
    }
}
