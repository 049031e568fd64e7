package io.pharos.collector.text;

import io.pharos.collector.ingest.Answer;
import io.pharos.collector.ingest.Protocol;
import io.pharos.collector.pipeline.Pipeline;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tsdb.write.Payload;
import io.pharos.wire.text.TextTranslator;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text is stored whole but for series that break a rule, or refused whole with the place of its error. The query
 * parameters {@code extra_label=name=value} and {@code timestamp} (milliseconds) are those of VictoriaMetrics.
 */
@Singleton
final class TextImport implements Protocol {
    private final Pipeline pipeline;
    private final Clock clock;

    @Inject
    TextImport(Pipeline pipeline, Clock clock) {
        this.pipeline = pipeline;
        this.clock = clock;
    }

    @Override
    public Scope scope() {
        return Scope.METRICS_WRITE;
    }

    @Override
    public Conversation open(HttpServerRequest request, Sender sender) {
        TextMedia media = TextMedia.of(request.getHeader("Content-Type"), request.getHeader("Content-Encoding"));
        Map<String, String> extra = labels(request.params().getAll("extra_label"));
        long time = time(request.getParam("timestamp"));
        return body -> pipeline.write(sender, payload(media, body, new TextTranslator(media.format(), time, extra)))
                .map(receipt -> receipt.problem().map(Answer::of).orElseGet(Answer::stored));
    }

    private static Payload payload(TextMedia media, byte[] body, TextTranslator translator) {
        return new Payload(body, media.packing(), new Payload.Source.Translated(translator));
    }

    private static Map<String, String> labels(List<String> given) {
        Map<String, String> labels = new HashMap<>();
        for (String one : given) {
            String[] parts = one.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty() || parts[0].equals("__name__")) {
                throw malformed("Give extra_label as name=value, the name not __name__.");
            }
            labels.put(parts[0], parts[1]);
        }
        return labels;
    }

    private long time(@Nullable String given) {
        if (given == null) {
            return clock.millis();
        }
        if (!given.matches("-?\\d{1,16}")) {
            throw malformed("Give timestamp in milliseconds since 1970.");
        }
        return Long.parseLong(given);
    }

    private static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "text.malformed-parameter", detail);
    }
}
