package io.pharos.router.directory;

import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.admin.Acts;
import io.pharos.router.admin.Versions;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done to tenants, each act in one transaction with its entry in the log, known here at once. */
@Singleton
public class Tenants {
    private final Database database;
    private final TenantStore store;
    private final EngineStore engines;
    private final Acts acts;
    private final Repetition repetition;
    private final LocalDirectory directory;

    Tenants(
            Database database,
            TenantStore store,
            EngineStore engines,
            Acts acts,
            Repetition repetition,
            LocalDirectory directory) {
        this.database = database;
        this.store = store;
        this.engines = engines;
        this.acts = acts;
        this.repetition = repetition;
        this.directory = directory;
    }

    List<Tenant> page(String after, int most) {
        return database.query(session -> store.page(session, after, most));
    }

    public Tenant byId(TenantId id) {
        return database.query(session -> store.byId(session, id)).orElseThrow(Tenants::notFound);
    }

    Tenant create(Caller caller, Repetition.Asked asked, Tenant tenant) {
        Tenant created = repetition.once(asked, Tenant.class, session -> add(session, caller, tenant));
        directory.refresh();
        return created;
    }

    /** Applies a change to the version that the caller read. */
    Tenant change(Caller caller, TenantId id, @Nullable String ifMatch, UnaryOperator<Tenant> change) {
        return change(caller, id, before -> {
            Versions.requireCurrent(ifMatch, before.version());
            return change.apply(before);
        });
    }

    /** Applies a change to whatever the tenant is now. */
    Tenant change(Caller caller, TenantId id, UnaryOperator<Tenant> change) {
        Tenant changed = database.transact(session -> {
            Tenant before = locked(session, id);
            Tenant after = change.apply(before);
            PlacementRules.checkUnmoved(before, after);
            return put(session, caller, "tenant.change", after);
        });
        directory.refresh();
        return changed;
    }

    /** Changes the tenant's policy in the version that the caller read. */
    public Tenant changeResidency(
            Caller caller, TenantId id, @Nullable String ifMatch, UnaryOperator<Residency> change) {
        return change(caller, id, ifMatch, before -> TenantChange.residency(before, change.apply(before.residency())));
    }

    /** Ends a move: from now on the other engine has the word. Checked by the caller, within the same transaction. */
    public Tenant endMove(Caller caller, Repetition.Asked asked, TenantId id, UnaryOperator<Tenant> end) {
        Tenant ended = repetition.once(
                asked, Tenant.class, session -> put(session, caller, "tenant.switch", end.apply(locked(session, id))));
        directory.refresh();
        return ended;
    }

    private Tenant locked(Session session, TenantId id) {
        return store.byIdForUpdate(session, id).orElseThrow(Tenants::notFound);
    }

    private Tenant put(Session session, Caller caller, String act, Tenant after) {
        store.change(session, after);
        place(session, after);
        log(session, caller, act, after);
        return store.byId(session, after.id()).orElseThrow(Tenants::notFound);
    }

    private Tenant add(Session session, Caller caller, Tenant tenant) {
        if (!store.add(session, tenant)) {
            throw Problem.of(
                    Kind.CONFLICT, "conflict.tenant-exists", "There is a tenant of that name; change it with PUT.");
        }
        place(session, tenant);
        log(session, caller, "tenant.create", tenant);
        return store.byId(session, tenant.id()).orElseThrow(Tenants::notFound);
    }

    private void place(Session session, Tenant tenant) {
        setEnvironments(session, tenant.id(), tenant.environments());
        PlacementRules.check(
                tenant, engines.all(session).stream().map(EngineView::engine).toList());
    }

    private void setEnvironments(Session session, TenantId id, Map<Environment, String> environments) {
        List<String> unknown = store.setEnvironments(session, id, environments);
        if (!unknown.isEmpty()) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.unknown-engine",
                    "There are no engines " + unknown + "; make them with PUT /api/v1/engines/{id} first.");
        }
    }

    private void log(Session session, Caller caller, String act, Tenant tenant) {
        acts.add(session, caller, new Acts.Act(act, tenant.id().value(), tenant.id(), Map.of("tenant", tenant)));
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "tenant.not-found", "There is no tenant of that name.");
    }
}
