package io.pharos.alert.deliver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How receivers are told. */
@ConfigMapping(prefix = "pharos.alert.deliver")
public interface DeliverConfig {
    /** The reference to the platform's key of which the keys of webhooks are made. */
    Optional<String> signingKey();

    /** The reference to the key before it, which signs too until receivers have the new one. */
    Optional<String> previousSigningKey();

    /** Whether e-mail is sent; quarkus.mailer says through whom. */
    @WithDefault("false")
    boolean mail();

    /** How often a tenant without an Alertmanager is told again of what goes on. */
    @WithDefault("4h")
    Duration repeat();

    /** How far back a trace is looked for that shows what an alert is about. */
    @WithDefault("15m")
    Duration exemplarAge();
}
