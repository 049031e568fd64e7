package io.pharos.router.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare connection, for requests that no client library would send. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    Wire(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** What came back: the status, and head and body as they came. */
    record Answer(int status, String text) {
        boolean says(String words) {
            return text.contains(words);
        }
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Everything until the other side closes. */
    Answer answer() throws IOException {
        String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Answer(status(text), text);
    }

    /** The next line, without its end. */
    String line() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int status(String text) {
        return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text, 9, 12, 10) : 0;
    }
}
