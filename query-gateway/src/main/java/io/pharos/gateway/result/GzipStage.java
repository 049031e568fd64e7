package io.pharos.gateway.result;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Packs a body by gzip at its fastest level: results are large and repeat themselves, and an event loop does it. */
public final class GzipStage implements BodyStage {
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(8 * 1024);
    private final GZIPOutputStream packer;

    public GzipStage() {
        try {
            packer = new FastGzip(packed);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    @Override
    public Buffer next(Buffer chunk) {
        if (chunk.length() == 0) {
            return chunk; // Not even a header before there is something to say.
        }
        try {
            packer.write(chunk.getBytes());
        } catch (IOException e) {
            throw inMemory(e);
        }
        return taken();
    }

    /** Also gives the packer's memory back; a body that breaks off leaves that to its cleaner. */
    @Override
    public Buffer last() {
        try {
            packer.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return taken();
    }

    private Buffer taken() {
        Buffer out = Buffer.buffer(packed.toByteArray());
        packed.reset();
        return out;
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("memory does not fail", e);
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
