package io.pharos.gateway.result;

import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/** Counts the samples of a body in Prometheus's text format: the lines that are no comments. Changes nothing. */
public final class ExpositionStage implements SampleStage {
    private long samples;
    private boolean lineBegins = true;

    @Override
    public Buffer next(Buffer chunk) {
        for (int i = 0; i < chunk.length(); i++) {
            byte b = chunk.getByte(i);
            if (lineBegins && b != '#' && b != '\n') {
                samples++;
            }
            lineBegins = b == '\n';
        }
        return chunk;
    }

    @Override
    public Buffer last() {
        return Buffer.buffer();
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(samples);
    }
}
