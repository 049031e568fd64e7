package io.pharos.alert.unittest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.series.Labels;
import io.pharos.alert.series.Point;
import io.pharos.alert.series.Sample;
import io.pharos.alert.write.PointBody;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Prometheus that was started for one test and holds nothing but its series; closing it leaves no trace. */
final class ThrowawayTsdb implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 256 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    // Blocks as long as any test, so that nothing is ever compacted.
    private static final String BLOCK = "36500d";

    /** A query that the engine refused. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    private final Process process;
    private final Path folder;
    private final String url;
    private final HttpClient http;

    private ThrowawayTsdb(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    static ThrowawayTsdb start(Path prometheus) throws IOException {
        Path folder = Files.createTempDirectory("pharos-rules-test");
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        int port = freePort();
        List<String> command = List.of(
                prometheus.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.min-block-duration=" + BLOCK,
                "--storage.tsdb.max-block-duration=" + BLOCK,
                "--storage.tsdb.retention.time=" + BLOCK,
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--enable-feature=promql-at-modifier,promql-negative-offset",
                "--log.level=error");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        ThrowawayTsdb started = new ThrowawayTsdb(process, folder, "http://127.0.0.1:" + port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        started.awaitReady();
        return started;
    }

    /** Stores points, of which each series' come in the order of their times. */
    void write(List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        Scratch body = new Scratch();
        String refusal = new PointBody(points).translate(new Scratch(), MOST_BYTES, body);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/write"))
                .timeout(PATIENCE)
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(BodyPublishers.ofByteArray(new SnappyBlock().pack(body, new Scratch())))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("Prometheus did not take the series: " + answer.body());
        }
    }

    /** What a query returns at a time. */
    List<Sample> query(String query, Instant at) throws Refused {
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time="
                + BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/query"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        JsonNode answer = json(send(request).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new Refused(answer.path("error").asText());
        }
        return samples(answer.path("data"));
    }

    private static List<Sample> samples(JsonNode data) throws Refused {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> List.of(new Sample.Number(Labels.NONE, number(result.path(1))));
            case "vector" -> {
                List<Sample> samples = new ArrayList<>();
                result.forEach(series -> samples.add(sample(series)));
                yield samples;
            }
            default -> throw new Refused("rule result is not a vector or scalar");
        };
    }

    private static Sample sample(JsonNode series) {
        SortedMap<String, String> labels = new TreeMap<>();
        series.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return series.has("histogram")
                ? new Sample.Histogram(Labels.of(labels))
                : new Sample.Number(
                        Labels.of(labels), number(series.path("value").path(1)));
    }

    private static double number(JsonNode text) {
        return switch (text.asText()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.asText());
        };
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
        while (!isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                String log = Files.readString(folder.resolve("log"));
                close();
                throw new IOException("Prometheus did not start: " + log);
            }
            Thread.onSpinWait();
        }
    }

    private boolean isReady(HttpRequest ready) {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
