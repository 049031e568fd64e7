package io.pharos.usage.spool;

import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UsageLog;
import io.pharos.usage.event.UuidV7;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The service's usage, kept in a folder of its own until it is delivered. Appending writes to memory that the operating
 * system keeps; when the folder is full, usage is added up by tenant, resource and user until there is room again.
 */
public final class SpooledUsageLog implements UsageLog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpooledUsageLog.class);
    private static final int SMALLEST_JOURNAL = 4 * 1024 * 1024;

    /** A record as it goes out, and the place after it. */
    public record Delivery(byte[] event, Position next) {}

    private final Source source;
    private final UuidV7 ids;
    private final FileLock lock;
    private final Spool spool;
    private final Overflow overflow;
    private final RunningSums sums;
    private List<RunningSums.Sum> ended = List.of();
    private final LongAdder appended = new LongAdder();
    private final LongAdder coalesced = new LongAdder();

    private SpooledUsageLog(
            Source source, UuidV7 ids, FileLock lock, Spool spool, Overflow overflow, RunningSums sums) {
        this.source = source;
        this.ids = ids;
        this.lock = lock;
        this.spool = spool;
        this.overflow = overflow;
        this.sums = sums;
    }

    /** Opens the folder for this process alone, with what an earlier life of the service left in it. */
    public static SpooledUsageLog open(Path folder, SpoolSize size, Source source, UuidV7 ids) throws IOException {
        Files.createDirectories(folder);
        FileLock lock = lock(folder);
        Spool spool = Spool.open(folder, size);
        Overflow overflow = Overflow.open(folder, Math.max(size.segmentBytes(), SMALLEST_JOURNAL));
        SpooledUsageLog log =
                new SpooledUsageLog(source, ids, lock, spool, overflow, RunningSums.open(folder.resolve("sums")));
        log.drain();
        log.sumUp();
        return log;
    }

    @Override
    public void append(Usage usage) {
        byte[] event = CloudEvents.write(new UsageEvent(ids.next(), source, usage));
        if (!spooled(event)) {
            coalesce(usage);
        }
        appended.increment();
    }

    @Override
    public void addUp(Usage usage) {
        if (usage.properties().isEmpty() && sums.add(usage, source, ids::next)) {
            appended.increment();
        } else {
            append(usage);
        }
    }

    /** The next record at or after a place, or empty where there is none yet. */
    public Optional<Delivery> read(Position from) {
        return spool.read(from).map(entry -> new Delivery(entry.bytes(), entry.next()));
    }

    /** Where delivery begins after a restart. */
    public Position committed() {
        return spool.committed();
    }

    /** Everything before this place was delivered for good. */
    public void commit(Position position) {
        try {
            spool.commit(position);
        } catch (IOException e) {
            LOG.warnf("A delivered segment of the usage spool cannot be deleted: %s", e.toString());
        }
    }

    /** What must happen each second: sums become events, the disk gets what was appended, the next segment is made. */
    public void keep() {
        sumUp();
        try {
            spool.prepare();
        } catch (IOException e) {
            LOG.errorf("No room for a further segment of the usage spool: %s", e.toString());
        }
        drain();
    }

    /** The bytes that wait for delivery. */
    public long backlog() {
        return spool.backlog();
    }

    /** How many usages were appended, added-up ones among them. */
    public long appended() {
        return appended.sum();
    }

    /** How many usages were added up because the spool was full. */
    public long coalesced() {
        return coalesced.sum();
    }

    @Override
    public void close() throws IOException {
        spool.sync();
        lock.release();
        lock.channel().close();
    }

    private boolean spooled(byte[] event) {
        try {
            return spool.append(event);
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized void coalesce(Usage usage) {
        if (overflow.isEmpty()) {
            LOG.errorf("The usage spool is full (%d bytes wait): usage is added up until Kafka takes some", backlog());
        }
        overflow.add(usage, source, ids::next);
        coalesced.increment();
    }

    /** A sum is let go of once the disk has its event; a spool without room gets it, under the same id, later. */
    private synchronized void sumUp() {
        if (ended.isEmpty()) {
            ended = sums.end();
        }
        int done = 0;
        while (done < ended.size() && isSpooled(ended.get(done).event())) {
            done++;
        }
        sums.sync();
        spool.sync();
        ended.subList(0, done).forEach(sums::forget);
        ended = ended.subList(done, ended.size());
    }

    private boolean isSpooled(UsageEvent sum) {
        return sum.usage().quantity() == 0 || spooled(CloudEvents.write(sum));
    }

    private synchronized void drain() {
        if (overflow.isEmpty()) {
            return;
        }
        List<UUID> done = new ArrayList<>();
        for (UsageEvent sum : overflow.end()) {
            if (!spooled(CloudEvents.write(sum))) {
                break;
            }
            done.add(sum.id());
        }
        if (!done.isEmpty()) {
            overflow.forget(done);
        }
    }

    private static FileLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("held in this very process", e);
        }
        channel.close();
        throw new IOException("another process uses the usage spool in " + folder
                + ": give each instance its own (pharos.usage.spool-dir)");
    }
}
