package io.pharos.usage.spool;

import io.pharos.usage.event.CloudEvents;
import io.pharos.usage.event.Usage;
import io.pharos.usage.event.UsageEvent;
import io.pharos.usage.event.UsageEvent.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What came while the spool was full: added up in memory, and journalled in one segment of its own so that it survives
 * the death of the process. A full journal is written anew with the sums alone. Where even that has no room on the
 * disk, the sums are in memory only, and are still not lost while the process lives.
 */
final class Overflow {
    private static final Logger LOG = Logger.getLogger(Overflow.class);

    private final Path file;
    private final int bytes;
    private final Coalesced sums = new Coalesced();
    private Segment journal;

    private Overflow(Path file, int bytes, Segment journal) {
        this.file = file;
        this.bytes = bytes;
        this.journal = journal;
    }

    /** Opens the journal, or makes it now, while there is room. */
    static Overflow open(Path folder, int bytes) throws IOException {
        Path file = folder.resolve("overflow");
        Segment journal = Files.exists(file) ? Segment.open(file) : Segment.create(file, bytes);
        Overflow overflow = new Overflow(file, bytes, journal);
        overflow.load();
        return overflow;
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    void add(Usage usage, Source source, Supplier<UUID> ids) {
        byte[] part = CloudEvents.write(sums.add(usage, source, ids));
        if (!journal.append(part)) {
            rewrite();
        }
    }

    /** The sums so far, each final under its id. */
    List<UsageEvent> end() {
        return sums.end();
    }

    /** Forgets sums that are in the spool now. */
    void forget(List<UUID> spooled) {
        spooled.forEach(sums::remove);
        rewrite();
    }

    private void rewrite() {
        try {
            Path unfinished = file.resolveSibling("overflow.new");
            Segment fresh = Segment.create(unfinished, bytes);
            for (UsageEvent sum : sums.all()) {
                if (!fresh.append(CloudEvents.write(sum))) {
                    throw new IOException("the sums alone are larger than the journal");
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            journal = fresh;
        } catch (IOException e) {
            LOG.errorf("Usage beyond the full spool is kept in memory only: %s", e.toString());
        }
    }

    private void load() throws IOException {
        int at = 0;
        for (Optional<Segment.Entry> part = journal.read(at); part.isPresent(); part = journal.read(at)) {
            sums.fold(CloudEvents.read(part.get().bytes()));
            at = part.get().next();
        }
        sums.end();
    }
}
