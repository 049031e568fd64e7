package io.pharos.alert.ownership;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What this replica is among others. */
@ConfigMapping(prefix = "pharos.alert.replica")
public interface ReplicaConfig {
    /** Where other replicas reach this one. */
    @WithDefault("http://127.0.0.1:8083")
    URI address();

    /** The tenants that it serves; all of the directory where none are named. */
    Optional<Set<String>> tenants();

    /** How often it says that it lives, and looks who else does. */
    @WithDefault("1s")
    Duration heartbeat();

    /** A replica that was not seen for so long is taken for dead, once it does not answer either. */
    @WithDefault("5s")
    Duration timeout();

    /** How long a group's running evaluation may take when the replica stops. */
    @WithDefault("15s")
    Duration farewell();
}
