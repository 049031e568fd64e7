package io.pharos.billing.partner;

import io.pharos.billing.audit.Audit;
import io.pharos.billing.partner.PartnerStore.Customer;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may look at whom: a partner's client at the partner's customers, or at those of them that the client is held to,
 * and at nobody else, whom it cannot tell from a tenant that is not there.
 */
@Singleton
class Partners {
    private static final Duration INVITED = Duration.ofDays(14);
    private static final int CODE_BYTES = 24;

    private final PartnerStore store;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Partners(PartnerStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** A code for somebody who is to become a customer; it is told once. */
    record Invitation(String code, Instant expires) {}

    /** The partner that the caller's tenant is. */
    String required(Session session, TenantContext context) {
        return store.name(session, context.tenant())
                .orElseThrow(() -> Problem.of(
                        Kind.FORBIDDEN,
                        "partner.not-a-partner",
                        "This tenant is no partner; the operator makes it one."));
    }

    /** The customers that the caller may look at. */
    List<Customer> visible(Session session, TenantContext context) {
        required(session, context);
        Optional<Set<String>> held =
                store.key(session, context.tenant(), context.caller().clientId());
        return store.customers(session, context.tenant()).stream()
                .filter(c -> held.isEmpty() || held.get().contains(c.tenant().value()))
                .toList();
    }

    /** The customer of that name, if the caller may look at it. */
    TenantId customer(Session session, TenantContext context, TenantId name) {
        return visible(session, context).stream()
                .map(Customer::tenant)
                .filter(name::equals)
                .findFirst()
                .orElseThrow(Partners::noCustomer);
    }

    /** Statements name all customers, so they are for clients that may look at all. */
    void requireUnheld(Session session, TenantContext context) {
        required(session, context);
        if (store.key(session, context.tenant(), context.caller().clientId()).isPresent()) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "partner.held-key",
                    "This client is held to some customers; statements are of all of them.");
        }
    }

    Invitation invite(Session session, TenantContext context) {
        requireUnheld(session, context);
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expires = clock.instant().plus(INVITED);
        store.invite(session, sha256(code), context.tenant(), expires);
        audit.done(session, context, "partner.invite", Map.of("expires", expires.toString()));
        return new Invitation(code, expires);
    }

    /** Makes the caller's tenant the customer of whoever gave it the code; answers with who that is. */
    TenantId accept(Session session, TenantContext context, String code) {
        Instant now = clock.instant();
        TenantId partner = store.accept(session, sha256(code), context.tenant(), now)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND,
                        "partner.no-such-invitation",
                        "There is no invitation of that code for you, or it was used, or its time is over."));
        join(session, partner, context.tenant());
        audit.done(session, context, "partner.accept", Map.of("partner", partner.value()));
        return partner;
    }

    void join(Session session, TenantId partner, TenantId customer) {
        if (!store.join(session, partner, customer, clock.instant())) {
            throw Problem.of(Kind.CONFLICT, "partner.customer-taken", "This tenant is a partner's customer already.");
        }
    }

    void leave(Session session, TenantId partner, TenantId customer) {
        if (!store.leave(session, partner, customer, clock.instant())) {
            throw noCustomer();
        }
    }

    static Problem noCustomer() {
        return Problem.of(Kind.NOT_FOUND, "partner.no-such-customer", "You have no customer of that name.");
    }

    private static byte[] sha256(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
