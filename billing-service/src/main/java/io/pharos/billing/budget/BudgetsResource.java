package io.pharos.billing.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.audit.Audit;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.money.Decimals;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.sql.Database;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A tenant's budgets, and where they are. */
@Path("/api/v1/usage/budgets")
@RequiresScope(Scope.BILLING_READ)
@RunOnVirtualThread
class BudgetsResource {
    private static final int MOST = 50;

    private final Budgets budgets;
    private final BudgetStore store;
    private final Meters meters;
    private final Database database;
    private final Audit audit;

    BudgetsResource(Budgets budgets, BudgetStore store, Meters meters, Database database, Audit audit) {
        this.budgets = budgets;
        this.store = store;
        this.meters = meters;
        this.database = database;
        this.audit = audit;
    }

    /** A budget, what is used of it in this period, and when it will be used up at this rate if before its end. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BudgetView(
            String code,
            String name,
            @Nullable String meter,
            String amount,
            List<Integer> thresholds,
            @Nullable String cap,
            String used,
            Instant periodFrom,
            Instant periodTo,
            @Nullable Instant usedUpAt) {
        static BudgetView of(Budgets.Reading reading) {
            Budget budget = reading.budget();
            return new BudgetView(
                    budget.code(),
                    budget.name(),
                    budget.meter(),
                    Decimals.plain(budget.amount()),
                    budget.thresholds(),
                    budget.capWord(),
                    Decimals.plain(reading.used()),
                    reading.period().from(),
                    reading.period().to(),
                    reading.crossing().orElse(null));
        }
    }

    /** All budgets of a tenant. */
    record BudgetsView(List<BudgetView> budgets) {}

    /** A budget as its tenant writes it: of a meter, or of the bill where none is named. */
    record BudgetRequest(
            @Nullable String name,
            @Nullable String meter,
            @Nullable BigDecimal amount,
            @Nullable List<Integer> thresholds,
            @Nullable String cap) {
        Budget budget(String code) {
            if (amount == null) {
                throw Problem.of(Kind.MALFORMED, "budget.incomplete", "Give the budget's 'amount'.");
            }
            return new Budget(
                    code,
                    name == null ? code : name,
                    meter,
                    amount,
                    thresholds == null ? Budget.USUAL : thresholds,
                    cap == null ? null : Scope.parse(cap).orElseThrow(Budget::malformed));
        }
    }

    @GET
    public BudgetsView all(@Context TenantContext context) {
        return new BudgetsView(
                budgets.readings(context.tenant()).stream().map(BudgetView::of).toList());
    }

    @PUT
    @Path("/{code}")
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    public BudgetsView put(@Context TenantContext context, @RestPath String code, BudgetRequest request) {
        Budget budget = request.budget(code);
        if (budget.meter() != null
                && meters.catalogue().find(context.tenant(), budget.meter()).isEmpty()) {
            throw Problem.of(
                    Kind.MALFORMED, "budget.no-such-meter", "There is no meter of that code; see /api/v1/meters.");
        }
        database.transact(session -> {
            List<Budget> others = store.ofTenant(session, context.tenant()).stream()
                    .filter(b -> !b.code().equals(code))
                    .toList();
            if (others.size() >= MOST) {
                throw Problem.of(Kind.UNPROCESSABLE, "budget.too-many", "There are 50 budgets already.");
            }
            store.put(session, context.tenant(), budget);
            audit.done(session, context, "budget.put", Map.of("budget", code));
            return budget;
        });
        budgets.watch(context.tenant());
        return all(context);
    }

    @DELETE
    @Path("/{code}")
    @RequiresScope(value = Scope.BILLING_WRITE, admin = true)
    public void remove(@Context TenantContext context, @RestPath String code) {
        database.transact(session -> {
            if (!store.remove(session, context.tenant(), code)) {
                throw Problem.of(Kind.NOT_FOUND, "budget.not-found", "There is no budget of that code.");
            }
            audit.done(session, context, "budget.remove", Map.of("budget", code));
            return code;
        });
        budgets.watch(context.tenant());
    }
}
