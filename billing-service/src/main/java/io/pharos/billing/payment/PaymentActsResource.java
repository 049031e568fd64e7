package io.pharos.billing.payment;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Repetition;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the operator does about payments: transfers from the bank's statement, refunds, notices that matched nothing. */
@Path("/api/v1/payments")
@RequiresScope(Scope.PLATFORM)
@RunOnVirtualThread
class PaymentActsResource {
    private final Payments payments;
    private final Refunds refunds;
    private final Repetition repetition;

    PaymentActsResource(Payments payments, Refunds refunds, Repetition repetition) {
        this.payments = payments;
        this.refunds = refunds;
        this.repetition = repetition;
    }

    /** A transfer for an invoice, by its number or id; the reference is the bank's, and books it once. */
    record TransferRequest(
            @Nullable String invoice,
            @Nullable BigDecimal amount,
            @Nullable String reference,
            @Nullable String note) {}

    /** An amount to go back; the reference is what it is known by, and books it once. */
    record RefundRequest(
            @Nullable BigDecimal amount, @Nullable String reference) {}

    /** Notices that no invoice was found for, the latest first. */
    record UnmatchedView(List<PaymentStore.Unmatched> notices) {}

    @POST
    @Path("/transfers")
    @ResponseStatus(201)
    public PaymentView transfer(
            @Context Caller caller, @HeaderParam("Idempotency-Key") @Nullable String key, TransferRequest request) {
        String invoice = request.invoice();
        BigDecimal amount = request.amount();
        if (invoice == null || amount == null || isNoReference(request.reference())) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "payment.incomplete-transfer",
                    "Give the invoice's number or id, the amount, and the bank's reference of at most 100 characters.");
        }
        String reference = String.valueOf(request.reference());
        String note = request.note() == null ? "" : request.note();
        var asked = new Repetition.Asked(caller.clientId(), key, "transfer", request);
        return repetition.once(
                asked,
                PaymentView.class,
                session -> PaymentView.of(payments.transfer(session, invoice, amount, reference, note)));
    }

    /** Has the provider send money back, where it can; else books that the operator did. */
    @POST
    @Path("/{payment}/refund")
    public PaymentView refund(
            @Context Caller caller,
            @RestPath UUID payment,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            RefundRequest request) {
        BigDecimal amount = request.amount();
        if (amount == null || isNoReference(request.reference())) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "payment.incomplete-refund",
                    "Give the amount that goes back, and a reference of at most 100 characters.");
        }
        String reference = String.valueOf(request.reference());
        var asked = new Repetition.Asked(caller.clientId(), key, "refund of " + payment, request);
        repetition.once(
                asked,
                PaymentView.class,
                session -> PaymentView.of(refunds.request(session, payment, amount, reference)));
        return PaymentView.of(refunds.send(payment, amount, reference));
    }

    @GET
    @Path("/unmatched")
    public UnmatchedView unmatched() {
        return new UnmatchedView(payments.unmatched());
    }

    private static boolean isNoReference(@Nullable String reference) {
        return reference == null || reference.isBlank() || reference.length() > 100;
    }
}
