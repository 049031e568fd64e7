package io.pharos.gateway.suite;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends requests byte by byte as a test writes them, where a well-behaved client would tidy them up. */
public record Wire(URI gateway, String tenant, String token) {
    /** A whole answer, read until the gateway closed the connection. */
    public record Reply(int status, String head, String body) {
        public String field(String name) {
            return new JsonObject(body).getString(name);
        }
    }

    /** Sends a request line, the headers that let it in, further headers and a body. */
    public Reply send(String line, List<String> headers, String body) {
        try (Socket socket = open(line, headers, body)) {
            return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Reply get(String target) {
        return send("GET " + target, List.of(), "");
    }

    /** Posts a body with its length and that content type. */
    public Reply post(String target, String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return send("POST " + target, List.of("Content-Type: " + type, "Content-Length: " + length), body);
    }

    /** The connection on which the request went out, its answer still to be read. */
    public Socket open(String line, List<String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n");
        request.append("X-Tenant-ID: ").append(tenant).append("\r\n");
        request.append("Authorization: Bearer ").append(token).append("\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.getOutputStream().write((request + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static Reply reply(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = text.substring(0, end);
        return new Reply(Integer.parseInt(head.substring(9, 12)), head, text.substring(end + 4));
    }
}
