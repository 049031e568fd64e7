package io.pharos.tsdb.write;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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
}
