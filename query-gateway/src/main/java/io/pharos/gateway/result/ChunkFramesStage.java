package io.pharos.gateway.result;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.remoteread.SeriesWatch;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets the frames of a streamed remote read go on one by one, each once every series in it was seen to be the
 * tenant's, and counts their samples. A frame is its length as a varint, a CRC-32C of four bytes that the client
 * checks, and a {@code ChunkedReadResponse}; holds one frame at most.
 */
public final class ChunkFramesStage implements SampleStage {
    /** Prometheus makes frames of 1 MiB, and larger ones only for a single series. */
    static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private static final int CHECKSUM = 4;
    private static final int LONGEST_LENGTH = 5;

    private final SeriesWatch watch;
    private final ForeignSeries listener;
    private Buffer held = Buffer.buffer();

    public ChunkFramesStage(TenantId tenant, ForeignSeries listener) {
        this.watch = new SeriesWatch(tenant);
        this.listener = listener;
    }

    @Override
    public Buffer next(Buffer chunk) {
        held.appendBuffer(chunk);
        int whole = 0;
        for (Frame frame = frame(0); frame != null; frame = frame(whole)) {
            check(held.getBytes(frame.from(), frame.to()));
            whole = frame.to();
        }
        Buffer out = held.getBuffer(0, whole);
        held = held.getBuffer(whole, held.length());
        return out;
    }

    /** The message of the frame that begins there, or null where it is not whole yet. */
    private @Nullable Frame frame(int at) {
        long length = 0;
        for (int i = 0; i < LONGEST_LENGTH; i++) {
            if (at + i >= held.length()) {
                return null;
            }
            byte b = held.getByte(at + i);
            length |= (b & 0x7FL) << (7 * i);
            if (length > LARGEST_FRAME) {
                throw broken(null);
            }
            if (b >= 0) {
                int from = at + i + 1 + CHECKSUM;
                return from + length <= held.length() ? new Frame(from, (int) (from + length)) : null;
            }
        }
        throw broken(null);
    }

    private record Frame(int from, int to) {}

    private void check(byte[] message) {
        try {
            if (!watch.passesChunks(message, message.length)) {
                throw listener.found();
            }
        } catch (BrokenEncoding e) {
            throw broken(e);
        }
    }

    @Override
    public Buffer last() {
        if (held.length() > 0) {
            throw broken(null);
        }
        return Buffer.buffer();
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(watch.samples());
    }

    private static Problem broken(@Nullable BrokenEncoding cause) {
        String detail = "the engine's answer is no stream of chunks: try again later, or tell the operator";
        return cause == null
                ? Problem.of(Kind.BAD_UPSTREAM, "engine.broken-chunks", detail)
                : Problem.of(Kind.BAD_UPSTREAM, "engine.broken-chunks", detail, cause);
    }
}
