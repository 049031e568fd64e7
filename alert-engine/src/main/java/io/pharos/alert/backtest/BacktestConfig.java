package io.pharos.alert.backtest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What a backtest may cost. */
@ConfigMapping(prefix = "pharos.alert.backtest")
interface BacktestConfig {
    /** The longest that one may take. */
    @WithDefault("1m")
    Duration deadline();

    /** How many may run at once; more are asked to come back. */
    @WithDefault("2")
    @Min(1)
    int atOnce();

    /** The most evaluations of a rule. */
    @WithDefault("50000")
    @Min(1)
    int maxSteps();

    /** The most series of a query's results. */
    @WithDefault("5000")
    @Min(1)
    int maxSeries();

    /** The most alert rules of a group. */
    @WithDefault("20")
    @Min(1)
    int maxRules();

    /** The most variants of a rule. */
    @WithDefault("100")
    @Min(1)
    int maxVariants();

    /** The most bytes of an engine's answer. */
    @WithDefault("134217728")
    @Min(65536)
    int maxAnswerBytes();
}
