import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.protobuf.ProtoWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends remote write 1.0 as fast as it is answered: 20,000 series of nine labels, one sample each, in rounds fifteen
 * seconds apart that end now; encoded and packed before it begins. Arguments: address, samples a request, connections,
 * how many samples to send in all, tenant, and a file that holds a token. Prints requests, samples, seconds, p50 and p99
 * in microseconds, and how many requests were not answered by a 2xx.
 */
public final class Load {
    private static final int SERIES = Integer.getInteger("series", 20_000);
    private static final int ROUNDS = 20;
    private static final String[] METRICS = {
        "node_cpu_seconds_total", "container_cpu_usage_seconds_total", "http_requests_total", "process_open_fds"
    };
    private static final String[] MODES = {"idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"};

    private final URI target;
    private final List<byte[]> requests = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final long[][] micros;
    private final int most;

    private Load(String[] args) throws IOException {
        this.target = URI.create(args[0]);
        int samples = Integer.parseInt(args[1]);
        this.micros = new long[Integer.parseInt(args[2])][];
        this.most = Integer.parseInt(args[3]) / samples;
        String token = Files.readString(Path.of(args[5])).trim();
        String head = "POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nContent-Type: application/x-protobuf\r\nContent-Encoding: snappy\r\n"
                + "X-Prometheus-Remote-Write-Version: 0.1.0\r\nUser-Agent: bench\r\nX-Tenant-ID: " + args[4]
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Length: ";
        long now = System.currentTimeMillis();
        for (int round = 0; round < ROUNDS; round++) {
            for (int first = 0; first < SERIES; first += samples) {
                byte[] body = body(first, samples, now - 15_000L * (ROUNDS - round));
                byte[] start = (head + body.length + "\r\n\r\n").getBytes(US_ASCII);
                byte[] request = Arrays.copyOf(start, start.length + body.length);
                System.arraycopy(body, 0, request, start.length, body.length);
                requests.add(request);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        new Load(args).run(Integer.parseInt(args[1]));
    }

    private void run(int samples) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < micros.length; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> micros[number] = connection()));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all = Arrays.stream(micros).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%d %d %.3f %d %d %d%n",
                all.length,
                (long) all.length * samples,
                took,
                all.length == 0 ? 0 : all[all.length / 2],
                all.length == 0 ? 0 : all[(int) (all.length * 0.99)],
                failed.get());
    }

    private long[] connection() {
        long[] times = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int number = next.getAndIncrement(); number < most; number = next.getAndIncrement()) {
                long sent = System.nanoTime();
                out.write(requests.get(number % requests.size()));
                if (!answered(in)) {
                    failed.incrementAndGet();
                }
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = (System.nanoTime() - sent) / 1000;
            }
        } catch (IOException e) {
            System.err.println(e);
            failed.incrementAndGet();
        }
        return Arrays.copyOf(times, count);
    }

    private static boolean answered(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase();
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        if (chunked) {
            throw new IOException("a chunked answer: " + status);
        }
        byte[] body = in.readNBytes(length);
        boolean good = status.startsWith("HTTP/1.1 2");
        if (!good) {
            System.err.println(status + " " + new String(body, UTF_8));
        }
        return good;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] body(int first, int count, long millis) {
        Scratch request = new Scratch();
        ProtoWriter out = new ProtoWriter(request);
        Scratch series = new Scratch();
        Random random = new Random(first + millis);
        for (int i = first; i < Math.min(SERIES, first + count); i++) {
            series.room(0);
            int pod = i / 64;
            ProtoWriter to = new ProtoWriter(series);
            label(to, "__name__", METRICS[pod % METRICS.length]);
            label(to, "cluster", "eu-west-1-production");
            label(to, "container", "checkout-service");
            label(to, "cpu", Integer.toString(i / 8 % 8));
            label(to, "instance", "10.24." + pod / 200 + "." + pod % 200 + ":9100");
            label(to, "job", "kubernetes-pods");
            label(to, "mode", MODES[i % 8]);
            label(to, "namespace", "shop-production");
            label(to, "pod", "checkout-service-7d4b9c6f5-" + Integer.toString(pod + 100_000, 36));
            Scratch sample = new Scratch();
            ProtoWriter point = new ProtoWriter(sample);
            point.fixed64(1 << 3 | 1, Double.doubleToRawLongBits(Math.round(random.nextDouble() * 1e8) / 100.0));
            point.varint(2 << 3, millis);
            to.message(2 << 3 | 2, sample);
            out.message(1 << 3 | 2, series);
        }
        return new SnappyBlock().pack(request, new Scratch());
    }

    private static void label(ProtoWriter out, String name, String value) {
        Scratch label = new Scratch();
        ProtoWriter to = new ProtoWriter(label);
        to.bytes(1 << 3 | 2, name.getBytes(UTF_8));
        to.bytes(2 << 3 | 2, value.getBytes(UTF_8));
        out.message(1 << 3 | 2, label);
    }
}
