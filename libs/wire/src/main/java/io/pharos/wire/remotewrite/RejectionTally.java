package io.pharos.wire.remotewrite;

import io.pharos.wire.card.CardGuard;
import io.pharos.wire.remotewrite.Rejections.Rejection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what of one request is not stored; no card number gets into what it tells. */
public final class RejectionTally {
    private static final int MOST_NAMED = 16;

    private final Map<SeriesFault, Long> byFault = new EnumMap<>(SeriesFault.class);
    private final Map<SeriesFault, Long> observed = new EnumMap<>(SeriesFault.class);
    private final List<Rejection> first = new ArrayList<>();
    private long series;
    private long samples;

    public void clear() {
        byFault.clear();
        observed.clear();
        first.clear();
        series = 0;
        samples = 0;
    }

    /** Whether the next rejection will be told by name, and is worth the words. */
    public boolean names() {
        return first.size() < MOST_NAMED;
    }

    public void reject(SeriesFault fault, long samplesOfSeries) {
        series++;
        samples += samplesOfSeries;
        byFault.merge(fault, 1L, Long::sum);
    }

    /** So many series together. */
    public void rejectAll(SeriesFault fault, long seriesCount, long samplesOfThem) {
        series += seriesCount;
        samples += samplesOfThem;
        byFault.merge(fault, seriesCount, Long::sum);
    }

    /** Some samples of a series that is stored otherwise. */
    public void rejectSamples(SeriesFault fault, long count) {
        samples += count;
        byFault.merge(fault, 0L, Long::sum);
    }

    public void name(Rejection rejection) {
        first.add(new Rejection(
                CardGuard.hidden(rejection.series()),
                rejection.fault(),
                CardGuard.hidden(rejection.about()),
                rejection.figure(),
                rejection.limit()));
    }

    public void observe(SeriesFault fault) {
        observed.merge(fault, 1L, Long::sum);
    }

    /** Whether anything was rejected for that. */
    public boolean has(SeriesFault fault) {
        return byFault.containsKey(fault);
    }

    public long series() {
        return series;
    }

    public long samples() {
        return samples;
    }

    public Rejections total() {
        return new Rejections(series, samples, byFault, observed, first);
    }
}
