package io.pharos.billing.dunning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** After how many days what is done about an overdue invoice. */
@ConfigMapping(prefix = "pharos.billing.dunning")
public interface DunningConfig {
    /** Days after the due date until the customer is reminded. */
    @WithDefault("1")
    int remindAfterDays();

    /** Days after the due date until writes are held back. */
    @WithDefault("7")
    int restrictAfterDays();

    /** Days after the due date until everything but billing is refused. */
    @WithDefault("14")
    int suspendAfterDays();

    /** How often overdue invoices are looked for. */
    @WithDefault("1m")
    String every();
}
