package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import java.time.Instant;

/** The hold on a group during which it is evaluated here: slots are claimed by it, and what is remembered is kept by it. */
public interface Tenure {
    /** Claims a slot; each is granted at most once among all replicas. */
    Claim claim(Instant slot);

    /** Keeps the memory for whoever comes next; false where it could not be kept, or the hold is over. */
    boolean keep(Instant slot, GroupMemory memory);
}
