package io.pharos.gateway.result;

import io.vertx.core.buffer.Buffer;

/** One change to a body that passes by. It keeps a bounded part of the body back, at most. */
public interface BodyStage {
    /** What may go on, now that this chunk has come; may be empty. */
    Buffer next(Buffer chunk);

    /** What is left to go on once the body has ended. */
    Buffer last();
}
