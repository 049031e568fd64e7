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
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done to tenants, each act in one transaction with its entry in the log, known here at once. */
@Singleton
class Tenants {
    private final Database database;
    private final TenantStore store;
    private final Acts acts;
    private final Repetition repetition;
    private final LocalDirectory directory;

    Tenants(Database database, TenantStore store, Acts acts, Repetition repetition, LocalDirectory directory) {
        this.database = database;
        this.store = store;
        this.acts = acts;
        this.repetition = repetition;
        this.directory = directory;
    }

    List<Tenant> page(String after, int most) {
        return database.query(session -> store.page(session, after, most));
    }

    Tenant byId(TenantId id) {
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
            Tenant before = store.byIdForUpdate(session, id).orElseThrow(Tenants::notFound);
            Tenant after = change.apply(before);
            store.change(session, after);
            setEnvironments(session, id, after.environments());
            log(session, caller, "tenant.change", after);
            return store.byId(session, id).orElseThrow(Tenants::notFound);
        });
        directory.refresh();
        return changed;
    }

    private Tenant add(Session session, Caller caller, Tenant tenant) {
        if (!store.add(session, tenant)) {
            throw Problem.of(
                    Kind.CONFLICT, "conflict.tenant-exists", "There is a tenant of that name; change it with PUT.");
        }
        setEnvironments(session, tenant.id(), tenant.environments());
        log(session, caller, "tenant.create", tenant);
        return store.byId(session, tenant.id()).orElseThrow(Tenants::notFound);
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
