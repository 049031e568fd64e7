package io.pharos.alert.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.deliver.Message.Alert;
import io.pharos.alert.notify.Owner;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.directory.TenantDirectory;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.tsdb.read.TenantReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a trace that shows what an alert is about: the newest exemplar of the series that its query reads, or, since
 * recorded series have no exemplars, of those that its annotation {@value #ANNOTATION} selects.
 */
@Singleton
class Exemplars {
    static final String ANNOTATION = "exemplar_query";
    private static final Pattern QUERY = Pattern.compile("[?&]g0\\.expr=([^&]*)");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_ALERTS = 5;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final TenantReader reader;
    private final TenantDirectory directory;
    private final ObjectMapper json;
    private final Duration age;
    private final Clock clock;

    Exemplars(TenantReader reader, TenantDirectory directory, ObjectMapper json, DeliverConfig config, Clock clock) {
        this.reader = reader;
        this.directory = directory;
        this.json = json;
        this.age = config.exemplarAge();
        this.clock = clock;
    }

    /** The message with traces where there are some; a notification never waits long for them, and never fails of them. */
    Message addTo(Owner owner, Message message) {
        var alerts = message.alerts().stream()
                .map(alert -> alert.isResolved() || message.alerts().indexOf(alert) >= MOST_ALERTS
                        ? alert
                        : traced(owner, alert))
                .toList();
        return message.with(message.receiver(), alerts);
    }

    private Alert traced(Owner owner, Alert alert) {
        try {
            Optional<String> query = query(alert);
            return query.isEmpty()
                    ? alert
                    : newest(owner, query.get(), alert).map(alert::tracedBy).orElse(alert);
        } catch (Problem
                | PromqlException
                | IllegalArgumentException
                | IOException
                | ExecutionException
                | TimeoutException e) {
            return alert;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return alert;
        }
    }

    private static Optional<String> query(Alert alert) {
        String annotated = alert.annotations().get(ANNOTATION);
        if (annotated != null) {
            return Optional.of(annotated);
        }
        Matcher link = QUERY.matcher(alert.generatorURL() == null ? "" : alert.generatorURL());
        return link.find() ? Optional.of(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    private Optional<String> newest(Owner owner, String query, Alert alert)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        EngineRoute route = directory.route(owner.tenant(), owner.environment());
        Bounds all = Bounds.of(owner.tenant());
        Bounds bounds = route.environmentLabelled() ? all.within(owner.environment()) : all;
        EnforcedQuery enforced = EnforcedQuery.of(bounds, PromqlParser.parse(query, ParserOptions.everything()));
        Instant now = clock.instant();
        Future<Void> never = Promise.<Void>promise().future();
        Buffer body = reader.read(
                        route, new TenantRead.Exemplars(enforced, now.minus(age), now), false, PATIENCE, never)
                .compose(reply -> reply.status() == 200
                        ? reply.body(MOST_BYTES)
                        : Future.<Buffer>failedFuture(new IOException("HTTP " + reply.status())))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return newest(json.readTree(body.getBytes()), alert);
    }

    /** Of series that agree with the alert in all labels that both have. */
    private static Optional<String> newest(JsonNode answer, Alert alert) {
        String trace = null;
        double latest = 0;
        for (JsonNode series : answer.path("data")) {
            if (!agrees(series.path("seriesLabels"), alert)) {
                continue;
            }
            for (JsonNode exemplar : series.path("exemplars")) {
                String id = exemplar.path("labels").path("trace_id").asText();
                if (!id.isEmpty() && exemplar.path("timestamp").asDouble() > latest) {
                    latest = exemplar.path("timestamp").asDouble();
                    trace = id;
                }
            }
        }
        return Optional.ofNullable(trace);
    }

    private static boolean agrees(JsonNode labels, Alert alert) {
        return labels.properties().stream()
                .filter(label -> alert.labels().containsKey(label.getKey()))
                .allMatch(
                        label -> label.getValue().asText().equals(alert.labels().get(label.getKey())));
    }
}
