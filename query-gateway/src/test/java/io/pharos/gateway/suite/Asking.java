package io.pharos.gateway.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Many plain questions over kept-alive connections, to a gateway or to an engine. */
public record Asking(HttpClient http, URI base, Map<String, String> headers) {
    public static Asking of(URI base, Map<String, String> headers) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Asking(http, base, headers);
    }

    public HttpResponse<String> instant(String query, long time) {
        return post("query", Map.of("query", query, "time", Long.toString(time)));
    }

    public HttpResponse<String> range(String query, long start, long end, long step) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", query);
        form.put("start", Long.toString(start));
        form.put("end", Long.toString(end));
        form.put("step", Long.toString(step));
        return post("query_range", form);
    }

    public HttpResponse<String> post(String path, Map<String, String> form) {
        return post(path, form.entrySet());
    }

    /** With parameters that may be repeated. */
    public HttpResponse<String> post(String path, Collection<Map.Entry<String, String>> form) {
        String body = form.stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Status and body in a form in which answers that say the same are equal: instant vectors have no order. */
    public static String comparable(HttpResponse<String> answer) {
        JsonObject body = new JsonObject(answer.body());
        JsonObject data = body.getJsonObject("data");
        if (data != null && data.getString("resultType").equals("vector")) {
            data.put(
                    "result",
                    new JsonArray(data.getJsonArray("result").stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList()));
        }
        return answer.statusCode() + " " + body.encode();
    }
}
