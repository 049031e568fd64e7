package io.pharos.alert.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How alerts are sent on. */
@ConfigMapping(prefix = "pharos.alert.notify")
public interface NotifyConfig {
    /** The most alerts of a tenant's environment that wait for one Alertmanager; beyond it the oldest goes. */
    @WithDefault("100000")
    @Min(1)
    int queueCapacity();

    /** The most alerts in one request. */
    @WithDefault("64")
    @Min(1)
    int batchSize();

    /** The longest that one request may take. */
    @WithDefault("10s")
    @NotNull
    Duration timeout();

    /** How long a stop waits for what is still to be sent. */
    @WithDefault("10s")
    @NotNull
    Duration drain();

    /** The Alertmanager that the platform keeps for tenants that have none of their own. */
    Shared shared();

    /** The platform's Alertmanager, and what it is told of tenants. */
    interface Shared {
        /** Base URLs of its members, before /api/v2; each gets every alert. Without one, tenants are told directly. */
        Optional<List<URI>> urls();

        /** The user that it asks for. */
        Optional<String> user();

        /** The reference to that user's password. */
        Optional<String> password();

        /** The reference to the PEM certificates from which its own must come; those that the JVM trusts where none is. */
        Optional<String> ca();

        /** The reference to the PEM certificate by which this engine proves itself to it. */
        Optional<String> certificate();

        /** The reference to that certificate's PEM key. */
        Optional<String> key();

        /** The name on its certificate, where that is not the one in its URL. */
        Optional<String> serverName();

        /** The configuration file that is made of all tenants' routes; without it, routes are the operator's business. */
        Optional<String> configFile();

        /** Where Alertmanager reaches this engine to hand notifications over. */
        @WithDefault("http://127.0.0.1:8083")
        URI relayUrl();

        /** The reference to the word by which Alertmanager proves itself to this engine. */
        Optional<String> relaySecret();

        /** The file with the same word as Alertmanager sees it. */
        Optional<String> relaySecretFile();
    }
}
