package io.pharos.billing.payment;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.context.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** Where providers tell of payments. Open to all: what is not signed as the provider signs is refused. */
@Path("/api/v1/payments/notices")
@Open
@RunOnVirtualThread
class NoticesResource {
    private static final int LARGEST = 64 * 1024;

    private final Payments payments;
    private final Providers providers;

    NoticesResource(Payments payments, Providers providers) {
        this.payments = payments;
        this.providers = providers;
    }

    @POST
    @Path("/{provider}")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.TEXT_PLAIN)
    public String notice(@RestPath String provider, @Context HttpHeaders headers, byte[] body) {
        PaymentProvider known = providers.named(provider);
        if (body.length > LARGEST) {
            throw Problem.of(Kind.TOO_LARGE, "payment.notice-too-large", "A notice has at most 64 KiB.");
        }
        Map<String, String> first = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        payments.take(known, new InboundNotice(first, body));
        return known.receipt();
    }
}
