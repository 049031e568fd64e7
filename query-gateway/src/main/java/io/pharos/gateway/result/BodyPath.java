package io.pharos.gateway.result;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The stages that a body passes, in their order, and the count of what came out. */
public final class BodyPath implements BodyStage {
    private final List<BodyStage> stages;
    private long bytes;

    public BodyPath(List<BodyStage> stages) {
        this.stages = List.copyOf(stages);
    }

    /** Whether the body comes out as it went in. */
    public boolean unchanged() {
        return stages.isEmpty();
    }

    @Override
    public Buffer next(Buffer chunk) {
        Buffer out = chunk;
        for (BodyStage stage : stages) {
            out = stage.next(out);
        }
        bytes += out.length();
        return out;
    }

    @Override
    public Buffer last() {
        Buffer out = Buffer.buffer();
        for (BodyStage stage : stages) {
            Buffer before = out.length() == 0 ? out : stage.next(out);
            Buffer last = stage.last();
            out = before.length() == 0 ? last : before.appendBuffer(last);
        }
        bytes += out.length();
        return out;
    }

    /** The bytes that have come out so far. */
    public long bytes() {
        return bytes;
    }
}
