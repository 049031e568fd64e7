package io.pharos.e2e.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An address of the suite, and requests to it with or without a tenant and a token. */
public final class FrontDoor {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI address;
    private final List<String> headers;

    FrontDoor(URI address) {
        this(address, List.of());
    }

    private FrontDoor(URI address, List<String> headers) {
        this.address = address;
        this.headers = List.copyOf(headers);
    }

    /** Where it is. */
    public URI address() {
        return address;
    }

    /** The same door with one more header on every request. */
    public FrontDoor with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new FrontDoor(address, more);
    }

    /** The same door, asked as a tenant that holds a token. */
    public FrontDoor as(String tenant, String token) {
        return with("X-Tenant-ID", tenant).bearing(token);
    }

    /** The same door with a token and no tenant. */
    public FrontDoor bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same door for the tenant of a path prefix, asked by one of its clients. */
    public FrontDoor asClient(String tenant, String client, String secret) {
        return new FrontDoor(URI.create(address + "/t/" + tenant), headers).basic(client, secret);
    }

    /** The same door with a name and a password or secret. */
    FrontDoor basic(String name, String secret) {
        String credentials = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
        return with("Authorization", "Basic " + credentials);
    }

    /** GETs a path with query parameters. */
    public Answer get(String path, Map<String, String> parameters) {
        String query = parameters.isEmpty() ? "" : "?" + form(parameters);
        return send(request(path + query).GET());
    }

    /** GETs a path. */
    public Answer get(String path) {
        return get(path, Map.of());
    }

    /** Any method with no body. */
    public Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Any method with a body of that type. */
    public Answer send(String method, String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
    }

    /** POSTs a form. */
    public Answer postForm(String path, Map<String, String> parameters) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters))));
    }

    /** POSTs JSON. */
    public Answer postJson(String path, String json) {
        return post(path, "application/json", json);
    }

    /** POSTs a body of that type. */
    public Answer post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** POSTs the bytes of a remote-write request. */
    public Answer write(byte[] body) {
        return send(request("/api/v1/write")
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** An instant query. */
    public Answer query(String expression) {
        return get("/prometheus/api/v1/query", Map.of("query", expression));
    }

    /** The address. */
    @Override
    public String toString() {
        return address.toString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        return headers.isEmpty() ? builder : builder.headers(headers.toArray(String[]::new));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
