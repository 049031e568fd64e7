package io.pharos.billing.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.money.Money;
import io.pharos.billing.wallet.WalletStore.Movement;
import io.pharos.billing.wallet.WalletStore.Named;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's prepaid credit. */
@Path("/api/v1/credits")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class CreditsResource {
    private static final int MOST = 200;

    private final Wallets wallets;

    CreditsResource(Wallets wallets) {
        this.wallets = wallets;
    }

    /** A wallet, and what it holds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WalletView(
            String id,
            String name,
            int priority,
            String balance,
            String currency,
            @Nullable Instant expires) {
        static WalletView of(Named named) {
            Wallet wallet = named.wallet();
            Money balance = wallet.balance();
            return new WalletView(
                    wallet.id(),
                    named.name(),
                    wallet.priority(),
                    balance.amount().toPlainString(),
                    balance.currency().getCurrencyCode(),
                    wallet.expires());
        }
    }

    /** What went in or out, in minor units. */
    record MovementView(String wallet, String reason, String reference, long minor, Instant at) {
        static MovementView of(Movement m) {
            return new MovementView(m.wallet().toString(), m.reason(), m.reference(), m.minor(), m.at());
        }
    }

    /** All wallets in the order in which they pay, and the last movements. */
    record CreditsView(List<WalletView> wallets, List<MovementView> movements) {}

    @GET
    public CreditsView all(@Context TenantContext context) {
        return new CreditsView(
                wallets.all(context.tenant()).stream().map(WalletView::of).toList(),
                wallets.movements(context.tenant(), MOST).stream()
                        .map(MovementView::of)
                        .toList());
    }
}
