package io.pharos.tsdb.write;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that many share within one bound: taken before it is allocated, refused at once where there is no more. */
public final class ByteBudget {
    private final AtomicLong held = new AtomicLong();
    private final long limit;

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /** The budget of a part of this process's heap. */
    public static ByteBudget ofHeap(int parts) {
        return new ByteBudget(Runtime.getRuntime().maxMemory() / parts);
    }

    public boolean tryHold(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    public long held() {
        return held.get();
    }

    public long limit() {
        return limit;
    }
}
