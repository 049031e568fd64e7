package io.pharos.collector.pipeline;

import io.pharos.tsdb.write.TenantBatch;

/**
 * A stage that every batch passes between its preparation and its engine. Stages are beans, entered in the order of
 * their {@code @Priority}, the highest first; whatever was entered is left again, exactly once.
 */
public interface BatchStage {
    /** Lets the batch pass, or throws the problem that refuses it. */
    void enter(Sender sender, TenantBatch batch);

    /** Hears what became of it: {@code stored} where the engine has it, but for series that were rejected. */
    void leave(Sender sender, TenantBatch batch, boolean stored);
}
