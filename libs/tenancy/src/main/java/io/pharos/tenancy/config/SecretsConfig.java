package io.pharos.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where secrets by reference may lie. */
@ConfigMapping(prefix = "pharos.secrets")
public interface SecretsConfig {
    /** The folder that every file reference must resolve into. */
    @WithDefault(".pharos/secrets")
    Path dir();
}
