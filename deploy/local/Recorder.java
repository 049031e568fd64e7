import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * A receiver of webhooks for one machine: keeps the last notifications, and shows them. {@code POST /acme} keeps one,
 * {@code GET /acme} prints those to acme, one JSON a line, the newest last. Run as a single file: {@code java Recorder.java PORT}.
 */
final class Recorder {
    private static final int KEPT = 200;
    private static final int MOST_BYTES = 1024 * 1024;

    private record Note(String path, Instant at, String body) {}

    private final Deque<Note> notes = new ArrayDeque<>();

    public static void main(String[] arguments) throws IOException {
        Recorder recorder = new Recorder();
        int port = Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", recorder::answer);
        server.start();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
                keep(new Note(path, Instant.now(), new String(body, StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(204, -1);
            } else {
                byte[] text = text(path).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
                exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
            }
        }
    }

    private void keep(Note note) {
        notes.add(note);
        if (notes.size() > KEPT) {
            notes.removeFirst();
        }
    }

    private String text(String path) {
        return notes.stream()
                .filter(note -> note.path().startsWith(path))
                .map(note -> note.body() + "\n")
                .collect(Collectors.joining());
    }
}
