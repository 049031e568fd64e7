package io.pharos.collector.remotewrite;

import io.pharos.collector.ingest.Answer;
import io.pharos.collector.ingest.Protocol;
import io.pharos.collector.pipeline.Pipeline;
import io.pharos.collector.pipeline.Receipt;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tsdb.write.Payload;
import io.pharos.tsdb.write.Written;
import io.pharos.tsdb.write.WrittenHeaders;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Remote write: 204 where everything is stored; a sender of 2.0 is told how much is, whatever the answer. */
@Singleton
final class RemoteWrite implements Protocol {
    private final Pipeline pipeline;

    @Inject
    RemoteWrite(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Scope scope() {
        return Scope.METRICS_WRITE;
    }

    @Override
    public Conversation open(HttpServerRequest request, Sender sender) {
        RemoteWriteMedia media = RemoteWriteMedia.of(request);
        return body -> pipeline.write(sender, payload(media, body)).map(receipt -> answer(media.version(), receipt));
    }

    private static Payload payload(RemoteWriteMedia media, byte[] body) {
        return new Payload(media.requirePacked(body), media.packing(), new Payload.Source.Written(media.version()));
    }

    private static Answer answer(WriteVersion version, Receipt receipt) {
        Answer stored = receipt.anothers() ? Answer.anothers() : Answer.stored();
        Answer answer = receipt.problem().map(Answer::of).orElse(stored);
        return told(version, answer, receipt.written());
    }

    @Override
    public Answer refused(HttpServerRequest request, Problem problem) {
        return told(RemoteWriteMedia.version(request), Answer.of(problem), Written.NOTHING);
    }

    private static Answer told(WriteVersion version, Answer answer, Written written) {
        return switch (version) {
            case V1 -> answer;
            case V2 -> answer.with(WrittenHeaders.of(written));
        };
    }
}
