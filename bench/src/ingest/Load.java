import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.protobuf.ProtoWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends remote write 1.0: series of nine labels, one sample each, in rounds fifteen seconds apart that begin now, so that
 * no sample is late; encoded and packed before it begins. Arguments: address, samples a request, connections, how many
 * samples to send in all, and a file with a line for each sender, of a tenant and its token; all senders send the same.
 * Properties: series of a sender (20,000), first of them (0), rate in samples a second (as fast as it is answered).
 * Prints requests, samples, seconds, p50 and p99 in microseconds, how many requests were not answered by a 2xx, and the
 * microseconds of CPU time that its connections took.
 */
public final class Load {
    private static final int SERIES = Integer.getInteger("series", 20_000);
    private static final int FIRST = Integer.getInteger("first", 0);
    private static final long RATE = Long.getLong("rate", 0);
    private static final int ROUNDS = 8;
    private static final String[] METRICS = {
        "node_cpu_seconds_total", "container_cpu_usage_seconds_total", "http_requests_total", "process_open_fds"
    };
    private static final String[] MODES = {"idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"};

    private final URI target;
    private final int samples;
    private final List<byte[]> heads = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final long[][] micros;
    private final int most;
    private final long start;

    private Load(String[] args) throws IOException {
        this.target = URI.create(args[0]);
        this.samples = Integer.parseInt(args[1]);
        this.micros = new long[Integer.parseInt(args[2])][];
        this.most = Integer.parseInt(args[3]) / samples;
        for (String line : Files.readAllLines(Path.of(args[4]))) {
            String[] words = line.split(" ");
            heads.add(head(words[0], words[1]));
        }
        long now = System.currentTimeMillis();
        for (int round = 0; round < ROUNDS; round++) {
            for (int first = FIRST; first < FIRST + SERIES; first += samples) {
                bodies.add(body(first, samples, now + 15_000L * round));
            }
        }
        this.start = System.nanoTime();
    }

    public static void main(String[] args) throws Exception {
        new Load(args).run();
    }

    private byte[] head(String tenant, String token) {
        String text = "POST " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nContent-Type: application/x-protobuf\r\nContent-Encoding: snappy\r\n"
                + "X-Prometheus-Remote-Write-Version: 0.1.0\r\nUser-Agent: bench\r\nX-Tenant-ID: " + tenant
                + "\r\nAuthorization: Bearer " + token + "\r\nContent-Length: ";
        return text.getBytes(US_ASCII);
    }

    private void run() throws InterruptedException {
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
                "%d %d %.3f %d %d %d %d%n",
                all.length,
                (long) all.length * samples,
                took,
                all.length == 0 ? 0 : all[all.length / 2],
                all.length == 0 ? 0 : all[(int) (all.length * 0.99)],
                failed.get(),
                cpuNanos.get() / 1000);
    }

    private long[] connection() {
        long[] times = new long[1024];
        int count = 0;
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int number = next.getAndIncrement(); number < most; number = next.getAndIncrement()) {
                byte[] request = request(number);
                awaitTurn(number);
                long sent = System.nanoTime();
                out.write(request);
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
        cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        return Arrays.copyOf(times, count);
    }

    /** All senders send a body before any sends the next one. */
    private byte[] request(int number) {
        byte[] body = bodies.get(number / heads.size() % bodies.size());
        byte[] head = heads.get(number % heads.size());
        byte[] length = (body.length + "\r\n\r\n").getBytes(US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + length.length + body.length);
        System.arraycopy(length, 0, request, head.length, length.length);
        System.arraycopy(body, 0, request, head.length + length.length, body.length);
        return request;
    }

    private void awaitTurn(int number) {
        if (RATE > 0) {
            long turn = start + (long) (number * 1e9 * samples / RATE);
            for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
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
        for (int i = first; i < Math.min(FIRST + SERIES, first + count); i++) {
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
