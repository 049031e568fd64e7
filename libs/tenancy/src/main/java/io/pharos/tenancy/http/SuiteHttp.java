package io.pharos.tenancy.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Calls the suite's own services for small documents (keys, tokens, the directory): a deadline on every call, a bound
 * on every body, no redirects. Blocks; call it from virtual threads.
 */
public final class SuiteHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final Duration deadline;

    public SuiteHttp(Duration deadline) {
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Gets a document of at most {@code maxBytes}. */
    public Reply get(URI uri, Map<String, String> headers, long maxBytes) throws IOException {
        return send(request(uri, headers).GET().build(), maxBytes);
    }

    /** Posts a form that is encoded already. */
    public Reply postForm(URI uri, Map<String, String> headers, String form, long maxBytes) throws IOException {
        HttpRequest request = request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request, maxBytes);
    }

    /** Puts nothing but what the address says; answers with the status. */
    public int put(URI uri, Map<String, String> headers) throws IOException {
        HttpRequest request =
                request(uri, headers).PUT(HttpRequest.BodyPublishers.noBody()).build();
        return send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Posts JSON and gets a document of at most {@code maxBytes}, which need not be text. */
    public Document postJson(URI uri, Map<String, String> headers, byte[] json, long maxBytes) throws IOException {
        HttpRequest request = request(uri, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        HttpResponse<byte[]> response = send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        return new Document(response.statusCode(), response.body());
    }

    /** What a service answered, as it came. */
    public record Document(int status, byte[] body) {}

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(deadline);
        headers.forEach(request::header);
        return request;
    }

    private Reply send(HttpRequest request, long maxBytes) throws IOException {
        HttpResponse<String> response = send(request, BodyHandlers.limiting(BodyHandlers.ofString(), maxBytes));
        String etag = response.headers().firstValue("ETag").orElse(null);
        return new Reply(response.statusCode(), response.body(), etag);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return client.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while asking " + request.uri().getHost());
        }
    }
}
