package io.pharos.gateway.metering;

import io.pharos.gateway.cost.Reservation;
import io.pharos.gateway.result.SampleStage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one question costs: reserved from the tenant's budget before it is asked, settled and counted once it was
 * answered in whole, given back where it was not. For one thread at a time.
 */
public final class Account {
    private final QueryMeter meter;
    private final QueryMeter.Asker asker;
    private final String text;
    private final Counting counting;
    private final Reservation reservation;
    private final long startedAt = System.nanoTime();

    public Account(QueryMeter meter, QueryMeter.Asker asker, String text, Counting counting, Reservation reservation) {
        this.meter = meter;
        this.asker = asker;
        this.text = text;
        this.counting = counting;
        this.reservation = reservation;
    }

    public Counting counting() {
        return counting;
    }

    /** The samples that the question will read, as far as that is known before its end. */
    public OptionalLong expected() {
        return counting instanceof Counting.Nothing ? OptionalLong.empty() : OptionalLong.of(counting.expected());
    }

    /** Settles after the last byte, by what the answer told of its samples; empty where none were read. */
    public Optional<SamplesRead> settle(@Nullable SampleStage told, long bytes) {
        return settle(read(told), bytes);
    }

    /** Settles after the last byte, by what was known of its samples before. */
    public Optional<SamplesRead> settle(SamplesRead known, long bytes) {
        return settle(Optional.of(known), bytes);
    }

    /** Remembers what was settled, which no client has to wait for. */
    public void remember(Optional<SamplesRead> read, long bytes) {
        meter.remember(asker, text, read, bytes, took());
        read.filter(samples -> samples.basis() == SamplesRead.Basis.ENGINE)
                .ifPresent(samples -> counting.learn(samples.count()));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** What was read where the engine was asked for a part of the question only, from 0 to 1, and told or not. */
    public SamplesRead partly(OptionalLong told, double asked) {
        return told.isPresent()
                ? new SamplesRead(told.getAsLong(), SamplesRead.Basis.ENGINE)
                : new SamplesRead(Math.round(counting.expected() * asked), SamplesRead.Basis.ESTIMATE);
    }

    private Optional<SamplesRead> settle(Optional<SamplesRead> read, long bytes) {
        reservation.settle(read.map(SamplesRead::count).orElse(0L));
        meter.count(asker, read, bytes, took());
        return read;
    }

    /** Gives the reservation back: there was no answer. */
    public void giveBack() {
        reservation.settle(0);
    }

    private Optional<SamplesRead> read(@Nullable SampleStage told) {
        return switch (counting) {
            case Counting.ByEngine engine -> Optional.of(SamplesRead.of(told, engine.estimate()));
            case Counting.OneByOne each -> Optional.of(SamplesRead.of(told, each.estimate()));
            case Counting.Nothing nothing -> Optional.empty();
        };
    }
}
