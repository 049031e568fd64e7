package io.pharos.billing.invoicing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** When invoices are made, and by which engine their documents are. */
@ConfigMapping(prefix = "pharos.billing.invoices")
public interface InvoicingConfig {
    /** How long after the end of a period late usage is still taken in. */
    @WithDefault("15m")
    Duration grace();

    /** How often the run looks for what is due; "off" for never. */
    @WithDefault("30s")
    String every();

    /** How many invoices are worked on at once. */
    @WithDefault("4")
    int atOnce();

    /** Where report-service is. */
    @WithDefault("http://127.0.0.1:8086")
    URI renderer();

    /** How long a document may take. */
    @WithDefault("40s")
    Duration renderDeadline();

    /** The largest document in bytes. */
    @WithDefault("20000000")
    int maxDocumentBytes();
}
