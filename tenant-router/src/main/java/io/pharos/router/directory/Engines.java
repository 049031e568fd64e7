package io.pharos.router.directory;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.router.admin.Acts;
import io.pharos.router.admin.Versions;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is done to engines, each act in one transaction with its entry in the log, known here at once. */
@Singleton
class Engines {
    private final Database database;
    private final EngineStore store;
    private final Acts acts;
    private final LocalDirectory directory;

    Engines(Database database, EngineStore store, Acts acts, LocalDirectory directory) {
        this.database = database;
        this.store = store;
        this.acts = acts;
        this.directory = directory;
    }

    List<EngineView> all() {
        return database.query(store::all);
    }

    EngineView byId(String id) {
        return database.query(session -> store.byId(session, id)).orElseThrow(Engines::notFound);
    }

    EngineView put(Caller caller, Engine engine, @Nullable String ifMatch) {
        EngineView put = database.transact(session -> {
            OptionalLong current = store.versionForUpdate(session, engine.id());
            if (ifMatch != null) {
                Versions.requireCurrent(ifMatch, current.orElseThrow(Engines::notFound));
            }
            requireNobodyElses(session, engine);
            store.put(session, engine);
            log(session, caller, "engine.put", engine.id(), Map.of("engine", engine));
            return store.byId(session, engine.id()).orElseThrow(Engines::notFound);
        });
        directory.refresh();
        return put;
    }

    void remove(Caller caller, String id) {
        database.transact(session -> {
            store.versionForUpdate(session, id).orElseThrow(Engines::notFound);
            requireUnused(session, id);
            log(session, caller, "engine.remove", id, Map.of());
            return store.remove(session, id);
        });
        directory.refresh();
    }

    private void requireNobodyElses(Session session, Engine engine) {
        TenantId owner = engine.owner();
        if (owner != null && store.inUseByOthers(session, engine.id(), owner)) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "directory.engine-in-use",
                    "Other tenants have environments in this engine, so it cannot become one tenant's own store.");
        }
    }

    private void requireUnused(Session session, String id) {
        if (store.inUse(session, id)) {
            throw Problem.of(
                    Kind.CONFLICT,
                    "directory.engine-in-use",
                    "Tenants have environments in this engine; move them to another one first.");
        }
    }

    private void log(Session session, Caller caller, String act, String id, Map<String, ?> detail) {
        acts.add(session, caller, new Acts.Act(act, id, null, detail));
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "engine.not-found", "There is no engine of that name.");
    }
}
