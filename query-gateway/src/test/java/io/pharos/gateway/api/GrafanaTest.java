package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Surroundings;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grafana works on the gateway as on a Prometheus: its requests, as text, are all answered. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class GrafanaTest {
    private static final Path SCRIPTS = Path.of("src", "test", "resources", "grafana");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI gateway;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    /** One block of a script: a request line, headers, a body after an empty line, and what is expected. */
    record Exchange(
            String name, String method, String target, List<String> headers, String body, int status, String text) {
        static Exchange of(String script, String block) {
            List<String> lines = block.lines().toList();
            String name = script + ": " + lines.getFirst();
            String[] line = lines.get(1).split(" ", 2);
            int expected = lines.size() - 1;
            while (!lines.get(expected).startsWith("=> ")) {
                expected--;
            }
            List<String> rest = lines.subList(2, expected);
            int empty = rest.indexOf("");
            String[] expectation = lines.get(expected).substring(3).split(" ", 2);
            return new Exchange(
                    name,
                    line[0],
                    line[1],
                    empty < 0 ? rest : rest.subList(0, empty),
                    empty < 0 ? "" : String.join("", rest.subList(empty + 1, rest.size())),
                    Integer.parseInt(expectation[0]),
                    expectation[1]);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Exchange> exchanges() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.sorted().flatMap(GrafanaTest::read).toList().stream();
        }
    }

    private static Stream<Exchange> read(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^## "))
                    .skip(1)
                    .map(block -> Exchange.of(file.getFileName().toString(), block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void isAnswered(Exchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(filled(exchange.target())))
                .method(exchange.method(), HttpRequest.BodyPublishers.ofString(filled(exchange.body())))
                .header("X-Tenant-ID", ACME.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(ACME, Role.ADMIN));
        exchange.headers().forEach(header -> request.header(header.split(": ")[0], header.split(": ")[1]));
        HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());

        String body = plain(answer);
        assertThat(answer.statusCode()).as(body).isEqualTo(exchange.status());
        assertThat(body).contains(exchange.text());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    private static String filled(String text) {
        long now = Instant.now().getEpochSecond();
        return text.replace("$start", Long.toString(now - 3600))
                .replace("$end", Long.toString(now))
                .replace("$now", Long.toString(now));
    }

    private static String plain(HttpResponse<byte[]> answer) throws IOException {
        InputStream body = new ByteArrayInputStream(answer.body());
        boolean packed =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (InputStream in = packed ? new GZIPInputStream(body) : body) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
