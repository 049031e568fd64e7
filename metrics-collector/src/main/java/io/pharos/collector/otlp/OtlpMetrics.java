package io.pharos.collector.otlp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pharos.collector.ingest.Answer;
import io.pharos.collector.ingest.Protocol;
import io.pharos.collector.pipeline.Pipeline;
import io.pharos.collector.pipeline.Receipt;
import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tsdb.write.Payload;
import io.pharos.wire.Translator;
import io.pharos.wire.otlp.Deltas;
import io.pharos.wire.otlp.OtlpSettings;
import io.pharos.wire.otlp.OtlpTranslator;
import io.pharos.wire.otlp.Refusals;
import io.pharos.wire.packing.Packing;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/metrics}: each request is turned into remote write and goes the same way as that. */
@Singleton
final class OtlpMetrics implements Protocol {
    private final Pipeline pipeline;
    private final OtlpSettings settings;
    private final DeltaTotals deltas;
    private final MeterRegistry registry;

    @Inject
    OtlpMetrics(Pipeline pipeline, OtlpConfig config, DeltaTotals deltas, MeterRegistry registry) {
        this.pipeline = pipeline;
        this.settings = new OtlpSettings(
                config.translationStrategy(),
                config.promoteResourceAttributes().orElse(Set.of()),
                config.keepIdentifyingResourceAttributes(),
                config.promoteScopeMetadata(),
                Duration.ofMinutes(5));
        this.deltas = deltas;
        this.registry = registry;
    }

    @Override
    public Scope scope() {
        return Scope.METRICS_WRITE;
    }

    @Override
    public Conversation open(HttpServerRequest request, Sender sender) {
        OtlpForm form = OtlpForm.of(request.getHeader("Content-Type"));
        Packing packing = packing(request.getHeader("Content-Encoding"));
        return body -> {
            Deltas.Request added = deltas.begin(sender.route());
            OtlpTranslator otlp = new OtlpTranslator(settings, added);
            Translator translator = form == OtlpForm.JSON ? new JsonTranslator(otlp) : otlp;
            Payload payload = new Payload(body, packing, new Payload.Source.Translated(translator));
            return pipeline.write(sender, payload)
                    .onComplete(done -> takeBackUnlessStored(added, done.result()))
                    .map(receipt -> {
                        count(otlp.refusals());
                        return OtlpAnswers.of(request, form, receipt, otlp.refusals());
                    });
        };
    }

    private static void takeBackUnlessStored(Deltas.@Nullable Request added, @Nullable Receipt receipt) {
        if (added != null && (receipt == null || !receipt.stored())) {
            added.takeBack();
        }
    }

    static Packing packing(@Nullable String encoding) {
        return Packing.named(encoding == null ? "" : encoding)
                .orElseThrow(() -> Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "otlp.unsupported-encoding",
                        "Send OTLP as it is, or with 'Content-Encoding: gzip', zstd or snappy."));
    }

    private void count(Refusals refusals) {
        refusals.points()
                .forEach((reason, points) -> Counter.builder("pharos.collector.otlp.rejected.points")
                        .description("Points of OTLP that are not stored, by reason")
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .register(registry)
                        .increment(points));
    }

    @Override
    public Answer refused(HttpServerRequest request, Problem problem) {
        return OtlpAnswers.refused(request, problem);
    }
}
