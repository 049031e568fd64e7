package io.pharos.collector.pipeline;

import io.pharos.collector.ha.Elections;
import io.pharos.collector.rejections.RejectionLog;
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
import org.jspecify.annotations.Nullable;

/** Stores what can be stored of a payload: every protocol ends here, so that no stage can be gone around. */
@Singleton
public final class Pipeline {
    /** A standing can be lost again while the body is read once more; that happens once at most in a time-out. */
    private static final int ELECTIONS = 2;

    private final TenantWriter writer;
    private final List<BatchStage> stages;
    private final PipelineMetrics metrics;
    private final Elections elections;
    private final RejectionLog rejections;

    @Inject
    Pipeline(
            TenantWriter writer,
            Elections elections,
            @All List<BatchStage> stages,
            RejectionLog rejections,
            PipelineMetrics metrics) {
        this.writer = writer;
        this.elections = elections;
        this.rejections = rejections;
        this.stages = List.copyOf(stages);
        this.metrics = metrics;
    }

    /** Completes with what became of it; fails with a problem where nothing is stored now, and may be later. */
    public Future<Receipt> write(Sender sender, Payload payload) {
        return write(sender, payload, ELECTIONS);
    }

    private Future<Receipt> write(Sender sender, Payload payload, int electionsLeft) {
        return writer.prepare(sender.route(), payload).compose(prepared -> switch (prepared) {
            case Prepared.Unreadable unreadable ->
                Future.succeededFuture(Receipt.nothing(WriteAnswers.unreadable(unreadable.reason())));
            case Prepared.Undecided undecided when electionsLeft == 0 -> Future.failedFuture(WriteAnswers.undecided());
            case Prepared.Undecided undecided ->
                elections
                        .decide(sender.tenant(), sender.limits().ha(), undecided.replicas())
                        .compose(decided -> write(sender, payload, electionsLeft - 1));
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
                .onComplete(done -> leave(stages.size(), sender, batch, isStored(done.result())))
                .map(outcome -> WriteAnswers.of(outcome, batch))
                .onSuccess(receipt -> rejections.note(sender.tenant(), sender.userId(), receipt.rejections()));
    }

    private static boolean isStored(@Nullable WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Stored || outcome instanceof WriteOutcome.Partly;
    }

    private void leave(int entered, Sender sender, TenantBatch batch, boolean stored) {
        for (BatchStage stage : stages.subList(0, entered).reversed()) {
            stage.leave(sender, batch, stored);
        }
    }
}
