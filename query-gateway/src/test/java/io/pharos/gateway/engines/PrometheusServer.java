package io.pharos.gateway.engines;

import io.pharos.tsdb.testing.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Prometheus that scrapes nothing and takes remote writes. */
public final class PrometheusServer implements AutoCloseable {
    private final EngineProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private PrometheusServer(EngineProcess process) {
        this.process = process;
    }

    /** Started, and ready to be written to and asked. */
    public static PrometheusServer start() {
        int port = EngineProcess.freePort();
        Path directory = EngineProcess.newDirectory("prometheus");
        Path configuration = directory.resolve("prometheus.yml");
        try {
            Files.writeString(configuration, "storage: {tsdb: {out_of_order_time_window: 6h}}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = List.of(
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage",
                "--web.enable-remote-write-receiver");
        PrometheusServer server = new PrometheusServer(EngineProcess.start("prometheus", port, directory, arguments));
        server.awaitReady();
        return server;
    }

    private void awaitReady() {
        while (get("/-/ready").statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + process.port();
    }

    /** Writes through the remote-write receiver. */
    public void write(RemoteWrite samples) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(samples.body()))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("not written: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Asks the engine itself, past the gateway. */
    public HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).build());
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

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
