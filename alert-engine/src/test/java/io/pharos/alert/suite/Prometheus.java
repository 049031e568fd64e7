package io.pharos.alert.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.tsdb.testing.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A real Prometheus that takes remote writes, and evaluates rules of its own where it is given some. */
public final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = EngineProcess.freePort();
    private final Path directory = EngineProcess.newDirectory("prometheus");
    private final List<String> more;
    private EngineProcess process;

    private Prometheus(String configuration, List<String> more) {
        this.more = more;
        write(directory.resolve("prometheus.yml"), configuration);
        this.process = run();
    }

    public static Prometheus start() {
        return new Prometheus("global: {}\n", List.of());
    }

    /** One that evaluates rules itself from its first {@link #reload} on. */
    public static Prometheus evaluatingLater(Path rules, String alertmanager, String resendDelay) {
        return new Prometheus(
                configuration(rules, alertmanager),
                List.of("--web.enable-lifecycle", "--rules.alert.resend-delay=" + resendDelay));
    }

    private static String configuration(Path rules, String alertmanager) {
        return """
            global: {evaluation_interval: 1s}
            rule_files: ['%s']
            alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
            """.formatted(rules, alertmanager);
    }

    /** Has it read its rules anew. */
    public void reload() {
        send(HttpRequest.newBuilder(URI.create(url() + "/-/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private EngineProcess run() {
        List<String> arguments = new ArrayList<>(List.of(
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn",
                "--web.enable-remote-write-receiver"));
        arguments.addAll(more);
        EngineProcess started = EngineProcess.start("prometheus", port, directory, arguments);
        while (get("/-/ready").statusCode() != 200) {
            Thread.onSpinWait();
        }
        return started;
    }

    /** Stops it; its data stays, and it can be started again. */
    public void stop() {
        process.close();
    }

    public void startAgain() {
        process = run();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The result of an instant query. */
    public JsonNode query(String query, Instant time) {
        String path = "/api/v1/query?query=" + encoded(query) + "&time=" + time.toEpochMilli() / 1000.0;
        return json(get(path)).path("data").path("result");
    }

    /** Everything of a selector within a range, as it was written. */
    public JsonNode samples(String selector, Instant at, String range) {
        return query(selector + "[" + range + "]", at);
    }

    public JsonNode rules() {
        return json(get("/api/v1/rules")).path("data").path("groups");
    }

    public HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
