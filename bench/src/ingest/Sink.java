import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes remote write and forgets it: 204 at once, a thread a connection. GET /stats tells how many requests and bytes came,
 * and of the last body that was kept how many times it holds the tenant's label.
 */
public final class Sink {
    private static final byte[] STORED = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<byte[]> last = new AtomicReference<>(new byte[0]);

    public static void main(String[] args) throws IOException {
        Sink sink = new Sink();
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 256, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> sink.serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            byte[] buffer = new byte[1 << 16];
            int filled = 0;
            while (true) {
                int head = endOfHead(buffer, filled);
                while (head < 0) {
                    int read = in.read(buffer, filled, buffer.length - filled);
                    if (read < 0) {
                        return;
                    }
                    filled += read;
                    head = endOfHead(buffer, filled);
                }
                filled = request(buffer, head, filled, in, out);
            }
        } catch (IOException gone) {
            // A client that leaves is the end of its connection.
        }
    }

    /** Serves one request; answers how many bytes of the next one stand in the buffer. */
    private int request(byte[] buffer, int head, int filled, InputStream in, OutputStream out) throws IOException {
        int length = contentLength(buffer, head);
        int here = Math.min(length, filled - head);
        boolean keeps = buffer[0] == 'P' && (requests.sum() & 63) == 0;
        if (keeps) {
            byte[] body = new byte[length];
            System.arraycopy(buffer, head, body, 0, here);
            in.readNBytes(body, here, length - here);
            last.set(body);
        } else {
            in.skipNBytes(length - here);
        }
        if (buffer[0] == 'G') {
            out.write(stats());
        } else {
            requests.increment();
            bytes.add(length);
            out.write(STORED);
        }
        out.flush();
        int rest = filled - head - here;
        System.arraycopy(buffer, head + here, buffer, 0, rest);
        return rest;
    }

    private byte[] stats() {
        Scratch plain = new Scratch();
        new SnappyBlock().unpack(last.get(), 1 << 27, plain);
        String text = new String(plain.copy(), StandardCharsets.ISO_8859_1);
        String body = requests.sum() + " " + bytes.sum() + " " + count(text, "tenant_id") + "\n";
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int count(String text, String word) {
        int count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count++;
        }
        return count;
    }

    private static int endOfHead(byte[] buffer, int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] buffer, int head) {
        String text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1).toLowerCase();
        int at = text.indexOf("content-length:");
        return at < 0 ? 0 : Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).trim());
    }
}
