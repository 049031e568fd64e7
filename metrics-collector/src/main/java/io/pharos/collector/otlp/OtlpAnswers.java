package io.pharos.collector.otlp;

import io.pharos.collector.ingest.Answer;
import io.pharos.collector.pipeline.Receipt;
import io.pharos.model.Problem;
import io.pharos.wire.otlp.Refusals;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** What an OTLP exporter is told; it sends again on 429, 502, 503 and 504 only, and takes a 200 with a part for done. */
final class OtlpAnswers {
    private OtlpAnswers() {}

    /** Points that are not stored are a partial success; only a request of which nothing can be read is refused. */
    static Answer of(HttpServerRequest request, OtlpForm form, Receipt receipt, Refusals refusals) {
        if (!receipt.stored() && receipt.problem().isPresent()) {
            return refused(request, receipt.problem().get());
        }
        long rejected = refusals.total() + receipt.rejections().samples();
        if (rejected == 0) {
            return Answer.stored(200, form.contentType(), form.success());
        }
        String rest = receipt.problem().map(Problem::detail).orElse("");
        String joint = refusals.total() > 0 && !rest.isEmpty() ? "; " : "";
        String message = refusals.message() + joint + rest;
        return Answer.stored(200, form.contentType(), form.partialSuccess(rejected, message));
    }

    /** A refusal as a google.rpc.Status in the request's form. */
    static Answer refused(HttpServerRequest request, Problem problem) {
        OtlpForm form = OtlpForm.find(request.getHeader("Content-Type")).orElse(OtlpForm.JSON);
        Answer plain = Answer.of(problem);
        return new Answer(
                        plain.status(),
                        plain.code(),
                        plain.headers(),
                        form.status(code(plain.status()), problem.code() + ": " + problem.detail()))
                .with(Map.of("Content-Type", form.contentType()));
    }

    /** The code of gRPC for a status of HTTP. */
    private static int code(int status) {
        return switch (status) {
            case 400, 413, 415 -> 3;
            case 401 -> 16;
            case 402, 403 -> 7;
            case 404 -> 5;
            case 429 -> 8;
            case 502, 503 -> 14;
            case 504 -> 4;
            default -> 13;
        };
    }
}
