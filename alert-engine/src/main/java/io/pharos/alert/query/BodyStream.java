package io.pharos.alert.query;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body for a virtual thread to read while it comes: the engine is held back where the reader is slow, and
 * nothing is kept that was read.
 */
final class BodyStream extends InputStream {
    private static final int FEW_CHUNKS = 4;
    private static final int MANY_CHUNKS = 32;
    private static final Buffer END = Buffer.buffer();

    private final HttpClientResponse response;
    private final @Nullable Context context = Vertx.currentContext();
    private final BlockingQueue<Buffer> chunks = new LinkedBlockingQueue<>();
    private final long maxBytes;
    private final long endNanos;
    private final CompletableFuture<BodyStream> ready;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;
    private volatile boolean held;
    private byte[] chunk = new byte[0];
    private int at;
    private long read;

    private BodyStream(HttpClientResponse response, long maxBytes, long endNanos, CompletableFuture<BodyStream> ready) {
        this.response = response;
        this.maxBytes = maxBytes;
        this.endNanos = endNanos;
        this.ready = ready;
    }

    /**
     * Receives an answer on the event loop that got the reply. The stream is ready once a small answer is there whole,
     * so that its reader is woken once, or the first of a large one.
     */
    static BodyStream receive(
            HttpClientResponse response, long maxBytes, long endNanos, CompletableFuture<BodyStream> ready) {
        BodyStream stream = new BodyStream(response, maxBytes, endNanos, ready);
        response.exceptionHandler(broken -> {
            stream.failure = broken;
            stream.end();
        });
        response.endHandler(end -> stream.end());
        response.handler(stream::take);
        return stream;
    }

    private void end() {
        ended = true;
        chunks.add(END);
        ready.complete(this);
    }

    private void take(Buffer next) {
        chunks.add(next);
        if (chunks.size() == FEW_CHUNKS) {
            ready.complete(this);
        }
        if (chunks.size() >= MANY_CHUNKS) {
            held = true;
            response.pause();
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, target, from, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == chunk.length) {
            Buffer next = next();
            Throwable broken = failure;
            if (broken != null) {
                throw new IOException("the answer broke off", broken);
            }
            if (ended && next.length() == 0) {
                chunks.add(END);
                return false;
            }
            accept(next);
        }
        return true;
    }

    private void accept(Buffer next) throws IOException {
        chunk = next.getBytes();
        at = 0;
        read += chunk.length;
        if (read > maxBytes) {
            throw new AnswerTooLarge("the answer is larger than " + maxBytes + " bytes");
        }
        Context loop = context;
        if (held && loop != null && chunks.isEmpty()) {
            held = false;
            loop.runOnContext(again -> response.resume());
        }
    }

    private Buffer next() throws IOException {
        try {
            Buffer next = chunks.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new IOException("the answer did not end in time");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an answer was read");
        }
    }

    /** Gives up what is still to come. Of an answer that has ended nothing is: its connection serves others already. */
    @Override
    public void close() {
        Context loop = context;
        if (loop != null && !ended) {
            loop.runOnContext(left -> {
                if (!ended) {
                    response.request().reset();
                }
            });
        }
    }
}
