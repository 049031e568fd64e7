package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the tenant directory is pulled from, and how old it may grow. */
@ConfigMapping(prefix = "pharos.directory")
public interface DirectoryConfig {
    /** The base of tenant-router's internal API. */
    @WithDefault("http://127.0.0.1:18080")
    URI url();

    /** The time between two pulls. */
    @WithDefault("5s")
    Duration interval();

    /** How old the directory may be for administrative acts; reads and writes of data go on beyond it. */
    @WithDefault("60s")
    Duration freshFor();
}
