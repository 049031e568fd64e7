package io.pharos.collector.targets;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.collector.targets.ScrapeTargetsResource.JobView;
import io.pharos.collector.targets.ScrapeTargetsResource.TargetView;
import io.pharos.model.Environment;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.sql.Repetition;
import io.pharos.sql.Session;
import io.pharos.tenancy.context.TenantContext;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's jobs: checked whole before they are kept. */
@Singleton
class Jobs {
    private final Database database;
    private final TargetStore store;
    private final JobReader reader;
    private final JobSecrets secrets;
    private final Repetition repetition;
    private final TargetsConfig config;
    private final Clock clock;

    Jobs(
            Database database,
            TargetStore store,
            JobReader reader,
            JobSecrets secrets,
            Repetition repetition,
            TargetsConfig config,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.reader = reader;
        this.secrets = secrets;
        this.repetition = repetition;
        this.config = config;
        this.clock = clock;
    }

    List<JobView> all(TenantId tenant, Environment environment) {
        return database.query(session -> {
            List<TargetState> states = store.states(session, tenant, environment, null);
            return store.of(session, tenant, environment).stream()
                    .map(job -> view(job, states))
                    .toList();
        });
    }

    JobView one(JobKey key) {
        return database.query(session -> view(session, key));
    }

    JobView create(TenantContext in, Repetition.Asked asked, JsonNode definition) {
        JobKey key = new JobKey(in.tenant(), in.environment(), reader.name(definition));
        reader.read(key, definition);
        return repetition.once(asked, JobView.class, session -> {
            if (store.find(session, key).isPresent()) {
                throw Problem.of(
                        Kind.CONFLICT,
                        "targets.job-exists",
                        "There is a job '" + key.job() + "' already; PUT it to change it, or choose another job_name.");
            }
            return keep(session, in, key, definition);
        });
    }

    JobView put(TenantContext in, String job, JsonNode definition) {
        JobKey key = new JobKey(in.tenant(), in.environment(), job);
        reader.read(key, definition);
        return database.transact(session -> keep(session, in, key, definition));
    }

    void remove(JobKey key) {
        if (!database.<Boolean>transact(session -> store.remove(session, key))) {
            throw unknown(key);
        }
    }

    private JobView keep(Session session, TenantContext in, JobKey key, JsonNode definition) {
        Optional<JsonObject> before = store.find(session, key).map(TargetStore.Stored::definition);
        if (before.isEmpty() && store.count(session, key.tenant()) >= config.maxJobs()) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "targets.too-many-jobs",
                    "A tenant has at most " + config.maxJobs() + " jobs; put targets together, or ask the operator.");
        }
        JsonObject given = new JsonObject(definition.toString()).put("job_name", key.job());
        JsonObject kept = secrets.closed(key, given, before);
        store.put(session, new TargetStore.Stored(key, kept, in.caller().subject(), clock.instant()));
        return view(session, key);
    }

    private JobView view(Session session, JobKey key) {
        TargetStore.Stored job = store.find(session, key).orElseThrow(() -> unknown(key));
        return view(job, store.states(session, key.tenant(), key.environment(), key.job()));
    }

    private JobView view(TargetStore.Stored stored, List<TargetState> states) {
        ScrapeJob job = reader.read(stored.key(), Json.tree(stored.definition()));
        List<TargetView> discovered = states.stream()
                .filter(state -> state.key().equals(stored.key()))
                .filter(state -> !job.sources().isEmpty())
                .map(Jobs::view)
                .toList();
        List<TargetView> own = Targets.of(job, job.groups()).stream()
                .map(target -> view(target, states))
                .toList();
        return new JobView(
                stored.key().job(),
                JobSecrets.hidden(stored.definition()).getMap(),
                stored.changedBy(),
                stored.changedAt(),
                job.sources().isEmpty() ? own : discovered);
    }

    private static TargetView view(Target target, List<TargetState> states) {
        Optional<TargetState> last = states.stream()
                .filter(state -> state.key().equals(target.job().key()))
                .filter(state -> state.url().equals(target.url().toString()))
                .filter(state -> state.labels().equals(target.labels()))
                .findFirst();
        return last.map(Jobs::view)
                .orElseGet(() ->
                        new TargetView(target.url().toString(), target.labels(), "unknown", null, null, null, null));
    }

    private static TargetView view(TargetState state) {
        @Nullable String problem = state.problem();
        return new TargetView(
                state.url(),
                state.labels(),
                problem == null ? "up" : "down",
                state.scrapedAt(),
                state.duration().toMillis() / 1000.0,
                state.samples(),
                problem);
    }

    private static Problem unknown(JobKey key) {
        return Problem.of(
                Kind.NOT_FOUND,
                "targets.unknown-job",
                "There is no job '" + key.job() + "' in the environment " + key.environment() + ".");
    }
}
