package io.pharos.promql.isolation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Prometheus of Debian's, with backfilled data and no targets, on a free port of this machine. */
final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private Prometheus(Process process, int port) {
        this.process = process;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    static Prometheus holding(String openMetrics, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path text = Files.writeString(folder.resolve("data.om"), openMetrics);
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        Path blocks = folder.resolve("blocks");
        backfill(text, blocks, folder);
        int port = freePort();
        Process process = run(
                folder,
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + blocks,
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn");
        Prometheus started = new Prometheus(process, port);
        started.awaitReady();
        return started;
    }

    /** The JSON of an answer or of a refusal. */
    String get(String path, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError("no answer from Prometheus", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }

    private static void backfill(Path text, Path blocks, Path folder) throws IOException, InterruptedException {
        Process promtool = run(
                folder, "promtool", "tsdb", "create-blocks-from", "openmetrics", text.toString(), blocks.toString());
        if (!promtool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || promtool.exitValue() != 0) {
            throw new AssertionError("backfilling failed: " + Files.readString(folder.resolve("promtool.log")));
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(base.resolve("/-/ready"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
                Thread.onSpinWait();
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("Prometheus did not become ready");
    }

    private static Process run(Path folder, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binary(program).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start();
    }

    private static Path binary(String program) {
        String root = System.getProperty("pharos.root", "../..");
        String engines = System.getenv().getOrDefault("PHAROS_ENGINES", root + "/.pharos/engines");
        Path binary = Path.of(engines, "bin", program);
        if (!Files.isExecutable(binary)) {
            throw new AssertionError(binary + " is missing: run ./pharos engines first");
        }
        return binary;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
