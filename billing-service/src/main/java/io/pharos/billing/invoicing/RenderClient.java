package io.pharos.billing.invoicing;

import io.pharos.billing.document.CanonicalJson;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Has report-service make PDF. */
@Singleton
class RenderClient {
    private static final String PATH = "/internal/v1/render";

    private final SuiteHttp http;
    private final ServiceIdentity identity;
    private final URI uri;
    private final int maxBytes;

    RenderClient(InvoicingConfig config, ServiceIdentity identity) {
        this.http = new SuiteHttp(config.renderDeadline());
        this.identity = identity;
        this.uri = config.renderer().resolve(PATH);
        this.maxBytes = config.maxDocumentBytes();
    }

    byte[] pdf(Map<String, ?> request) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + identity.token());
        try {
            var reply = http.postJson(uri, headers, CanonicalJson.write(request), maxBytes);
            if (reply.status() == 200) {
                return reply.body();
            }
            throw reply.status() == 429 || reply.status() >= 500
                    ? busy("report-service answered " + reply.status())
                    : Problem.of(
                            Kind.BAD_UPSTREAM,
                            "invoice.not-rendered",
                            "report-service refused to make the document: " + reply.status() + "; tell the operator.");
        } catch (IOException e) {
            throw busy(e.toString());
        }
    }

    private static Problem busy(String why) {
        return Problem.of(
                        Kind.UNAVAILABLE,
                        "invoice.renderer-busy",
                        "The document cannot be made right now; ask again in a moment.",
                        new IOException(why))
                .retryAfter(Duration.ofSeconds(5));
    }
}
