package io.pharos.tsdb.write;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How samples are decoded and forwarded. */
@ConfigMapping(prefix = "pharos.writer")
public interface WriterConfig {
    /** The time that an engine has to acknowledge a batch; shorter than the 30 s that senders wait. */
    @WithDefault("20s")
    Duration deadline();

    /** How many bodies are decoded at once; as many as there are cores where it is not given. */
    OptionalInt decoders();

    /** How many bodies may wait to be decoded; more are refused with 503. */
    @WithDefault("256")
    int waiting();

    /** How many collectors the router knows; a tenant's limits are shared by those of them that it is spread over. */
    @WithDefault("1")
    int collectors();

    /** How many extra requests the search for series that an engine refuses may cost a batch. */
    @WithDefault("24")
    int searchRequests();

    /** The same of a tenant in a minute; beyond, refused batches are rejected in larger parts, or whole. */
    @WithDefault("240")
    int searchRequestsAMinute();

    /** What happens to payment card numbers in labels, exemplars and help texts. */
    @WithDefault("refuse")
    Cards cards();

    /** The key of masks, by reference and the same on all replicas, 16 bytes at least; needed where cards are masked. */
    Optional<String> cardKeyRef();

    /** What is done about card numbers. */
    enum Cards {
        /** What holds one is not stored. */
        REFUSE,
        /** {@code card-} and eight digits of a keyed digest take its place. */
        MASK
    }
}
