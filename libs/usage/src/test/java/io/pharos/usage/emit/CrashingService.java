package io.pharos.usage.emit;

import io.pharos.model.TenantId;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A service in a process of its own, to be killed: serves and counts, and notes outside what it served and sent. */
final class CrashingService {
    private static final SpoolSize SIZE = new SpoolSize(64 * 1024, 4);

    private CrashingService() {}

    /** Arguments: the folder; {@code serve} until killed, or {@code drain} what is left and end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        FileChannel served = append(folder.resolve("served"));
        FileChannel sent = append(folder.resolve("sent"));
        try (SpooledUsageLog log = SpooledUsageLog.open(
                folder.resolve("spool"), SIZE, new Source("crashing", "one"), new UuidV7(Clock.systemUTC()))) {
            Emitter emitter = new Emitter(log, () -> new FileOutlet(sent));
            emitter.start();
            if (args[1].equals("serve")) {
                serve(log, served);
            }
            do {
                log.keep();
                Thread.onSpinWait();
            } while (log.backlog() > 0);
            emitter.close();
        }
    }

    private static void serve(SpooledUsageLog log, FileChannel served) throws IOException {
        for (long request = 0; true; request++) {
            Usage usage = Usage.of(
                    new TenantId("acme"), "user-" + request % 7, "requests", 1, Duration.ofMillis(1), Instant.now());
            if (request % 3 == 0) {
                log.append(usage);
            } else {
                log.addUp(usage);
            }
            served.write(ByteBuffer.wrap(new byte[] {1}));
            if (request % 100 == 0) {
                log.keep();
            }
        }
    }

    private static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Has taken an event once its line is in the file; acknowledges a few events later, or fails. */
    private record FileOutlet(FileChannel file) implements Outlet {
        @Override
        public CompletionStage<Void> send(TenantId tenant, byte[] event) {
            ByteBuffer line = ByteBuffer.allocate(event.length + 1).put(event).put((byte) '\n');
            try {
                file.write(line.flip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return System.nanoTime() % 500 == 0
                    ? CompletableFuture.failedFuture(new IOException("in doubt"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
