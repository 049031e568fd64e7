package io.pharos.billing.catalogue;

import io.pharos.billing.catalogue.PlanStore.Stored;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.plan.yaml.PlanReader;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The published price plans; a published version is read once and remembered, since it never changes. */
@Singleton
public final class PlanCatalogue {
    /** The plan that a tenant has unless it takes another. */
    public static final String STANDARD = "standard";

    private static final String SHIPPED = "/plans/standard.yaml";
    private static final int EARLY = 500;

    private final Database database;
    private final PlanStore store;
    private final Clock clock;
    private final Map<PlanVersion, PricePlan> remembered = new ConcurrentHashMap<>();

    PlanCatalogue(Database database, PlanStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** The shipped plan is published with the service, unless that version is there. */
    void ship(@Observes @Priority(EARLY) StartupEvent event) {
        String yaml = shipped();
        PricePlan plan = PlanReader.read(yaml);
        database.transact(session -> {
            if (store.find(session, plan.version()).isEmpty()) {
                store.write(session, plan.version(), plan.currency().getCurrencyCode(), yaml, "shipped");
                store.publish(session, plan.version(), clock.instant());
            }
            return plan;
        });
    }

    /** A version that is published, or was. */
    public PricePlan plan(PlanVersion version) {
        PricePlan known = remembered.get(version);
        return known == null ? database.query(session -> plan(session, version)) : known;
    }

    /** The same within a transaction. */
    public PricePlan plan(Session session, PlanVersion version) {
        PricePlan known = remembered.get(version);
        if (known != null) {
            return known;
        }
        Stored stored = store.find(session, version)
                .filter(s -> s.state() != PlanStore.State.DRAFT)
                .orElseThrow(PlanCatalogue::notFound);
        PricePlan read = PlanReader.read(stored.yaml());
        remembered.put(version, read);
        return read;
    }

    /** A version that can be subscribed to. */
    public PricePlan onSale(Session session, PlanVersion version) {
        if (store.find(session, version)
                .filter(s -> s.state() == PlanStore.State.PUBLISHED)
                .isEmpty()) {
            throw notFound();
        }
        return plan(session, version);
    }

    /** The latest version that can be subscribed to. */
    public PricePlan latest(Session session, String plan) {
        return plan(
                session,
                store.latest(session, plan).orElseThrow(PlanCatalogue::notFound).version());
    }

    static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "plan.not-found", "There is no published plan of that name and version.");
    }

    private static String shipped() {
        try (InputStream in = Objects.requireNonNull(PlanCatalogue.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
