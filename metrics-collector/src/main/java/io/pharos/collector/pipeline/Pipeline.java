package io.pharos.collector.pipeline;

import io.pharos.model.Problem;
import io.pharos.tsdb.write.Payload;
import io.pharos.tsdb.write.Prepared;
import io.pharos.tsdb.write.TenantBatch;
import io.pharos.tsdb.write.TenantWriter;
import io.pharos.tsdb.write.WriteOutcome;
import io.quarkus.arc.All;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Stores what can be stored of a payload: every protocol ends here, so that no stage can be gone around. */
@Singleton
public final class Pipeline {
    private final TenantWriter writer;
    private final List<BatchStage> stages;
    private final PipelineMetrics metrics;

    @Inject
    Pipeline(TenantWriter writer, @All List<BatchStage> stages, PipelineMetrics metrics) {
        this.writer = writer;
        this.stages = List.copyOf(stages);
        this.metrics = metrics;
    }

    /** Completes with what became of it; fails with a problem where nothing is stored now, and may be later. */
    public Future<Receipt> write(Sender sender, Payload payload) {
        return writer.prepare(sender.route(), payload).compose(prepared -> switch (prepared) {
            case Prepared.Unreadable unreadable ->
                Future.succeededFuture(Receipt.nothing(WriteAnswers.unreadable(unreadable.reason())));
            case Prepared.Ready ready -> pass(sender, ready.batch());
        });
    }

    private Future<Receipt> pass(Sender sender, TenantBatch batch) {
        int entered = 0;
        try {
            for (BatchStage stage : stages) {
                stage.enter(sender, batch);
                entered++;
            }
        } catch (Problem refusal) {
            leave(entered, sender, batch, false);
            return Future.failedFuture(refusal);
        }
        return forward(sender, batch);
    }

    private Future<Receipt> forward(Sender sender, TenantBatch batch) {
        return writer.send(batch, sender.userId())
                .onSuccess(outcome -> metrics.answered(batch, outcome))
                .onComplete(done -> leave(stages.size(), sender, batch, done.result() instanceof WriteOutcome.Stored))
                .map(outcome -> WriteAnswers.of(outcome, batch));
    }

    private void leave(int entered, Sender sender, TenantBatch batch, boolean stored) {
        for (BatchStage stage : stages.subList(0, entered).reversed()) {
            stage.leave(sender, batch, stored);
        }
    }
}
