package io.pharos.collector.engines;

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
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real Prometheus that takes remote writes under a password, and can be stopped and started with its data kept. */
public final class PrometheusServer implements AutoCloseable {
    public static final String USER = "pharos";
    public static final String PASSWORD = "test-password";
    private static final String HASH = "$2b$05$kTORvuvjbBlH3fDzwyJjQemSRPsSrhbflWCwWOpP1rc1zo4deC2Oq";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path directory = EngineProcess.newDirectory("prometheus");
    private final int port = EngineProcess.freePort();
    private @Nullable EngineProcess process;

    public PrometheusServer() {
        try {
            Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
            Files.writeString(directory.resolve("web.yml"), "basic_auth_users:\n  " + USER + ": " + HASH + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void start() {
        process = EngineProcess.start(
                "prometheus",
                port,
                directory,
                List.of(
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--web.config.file=" + directory.resolve("web.yml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.enable-remote-write-receiver"));
        while (get("/-/ready").statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    public void stop() {
        EngineProcess running = process;
        if (running != null) {
            running.close();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The series that an instant query at that time finds, as {@code {labels} => value}. */
    public JsonNode query(String expression, double atSeconds) {
        String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        HttpResponse<String> answer = get("/api/v1/query?query=" + encoded + "&time=" + atSeconds);
        try {
            return new ObjectMapper().readTree(answer.body()).at("/data/result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String pathAndQuery) {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + pathAndQuery))
                .header("Authorization", "Basic " + login)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        stop();
    }
}
