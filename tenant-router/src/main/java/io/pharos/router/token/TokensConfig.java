package io.pharos.router.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What tokens we grant, and how often one may ask. */
@ConfigMapping(prefix = "pharos.router.tokens")
public interface TokensConfig {
    /** How long an access token is good. */
    @WithDefault("PT15M")
    Duration life();

    /** How long a refresh token waits to be used. */
    @WithDefault("PT24H")
    Duration refreshLife();

    /** How long a grant can be renewed at all. */
    @WithDefault("P30D")
    Duration familyLife();

    /** Requests for tokens a second from one address. */
    @WithDefault("20")
    double ratePerAddress();

    /** Requests for tokens at once from one address. */
    @WithDefault("200")
    long burstPerAddress();

    /** Tokens a second for one client. */
    @WithDefault("5")
    double ratePerClient();

    /** Tokens at once for one client. */
    @WithDefault("50")
    long burstPerClient();
}
