package io.pharos.gateway.result;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.remoteread.SeriesWatch;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/**
 * Holds the one snappy block of a remote read of samples until all of it was seen to be the tenant's, and counts its
 * samples. A block cannot be looked into before it is whole, so its size is bounded; chunks have no such bound.
 */
public final class StoredSamplesStage implements SampleStage {
    private final SeriesWatch watch;
    private final ForeignSeries listener;
    private final int maxBytes;
    private final Buffer held = Buffer.buffer();

    /** {@code maxBytes} bounds the block, unpacked. */
    public StoredSamplesStage(TenantId tenant, int maxBytes, ForeignSeries listener) {
        this.watch = new SeriesWatch(tenant);
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    @Override
    public Buffer next(Buffer chunk) {
        if (held.length() + chunk.length() > maxBytes) {
            throw tooLarge();
        }
        held.appendBuffer(chunk);
        return Buffer.buffer();
    }

    @Override
    public Buffer last() {
        Scratch plain = new Scratch();
        switch (new SnappyBlock().unpack(held.getBytes(), maxBytes, plain)) {
            case Unpacked.Done done -> check(plain);
            case Unpacked.TooLarge large -> throw tooLarge();
            case Unpacked.Corrupt corrupt -> throw broken();
        }
        return held;
    }

    private void check(Scratch plain) {
        try {
            if (!watch.passesSamples(plain.bytes(), plain.length())) {
                throw listener.found();
            }
        } catch (BrokenEncoding e) {
            throw broken();
        }
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(watch.samples());
    }

    private Problem tooLarge() {
        return Problem.of(
                Kind.UNPROCESSABLE,
                "query.stored-too-large",
                "the samples take more than " + maxBytes
                        + " bytes: accept STREAMED_XOR_CHUNKS, or ask for a shorter time or fewer series");
    }

    private static Problem broken() {
        return Problem.of(
                Kind.BAD_UPSTREAM,
                "engine.broken-samples",
                "the engine's answer is no snappy block of samples: try again later, or tell the operator");
    }
}
