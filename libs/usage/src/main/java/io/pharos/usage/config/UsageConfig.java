package io.pharos.usage.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where usage is kept until Kafka has it, and where it goes. */
@ConfigMapping(prefix = "pharos.usage")
public interface UsageConfig {
    /** The spool's folder, one for each instance of a service; on Kubernetes on a persistent volume. */
    @WithDefault(".pharos/spool/${quarkus.application.name}")
    Path spoolDir();

    /** The size of one file of the spool. */
    @WithDefault("8M")
    MemorySize segmentSize();

    /** How much may wait for Kafka before usage is added up. */
    @WithDefault("256M")
    MemorySize maxSize();

    /** The topic of usage events. */
    @WithDefault("pharos.usage.v1")
    String topic();

    /** The service that usage is counted by. */
    @WithDefault("${quarkus.application.name}")
    String service();

    /** The instance of the service: the host's name where it is known. */
    @WithDefault("${HOSTNAME:local}")
    String instance();
}
