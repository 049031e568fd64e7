package io.pharos.collector.targets;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.sql.AesSeal;
import io.pharos.sql.Seal;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What targets are logged in at with: encrypted within the stored job and bound to it, shown to nobody again, and opened
 * for a scrape alone.
 */
@Singleton
public class JobSecrets {
    /** Stands for a secret in what is shown; in a change, it leaves the secret as it is. */
    static final String HIDDEN = "<secret>";

    private static final String PURPOSE = "pharos metrics-collector at rest";
    private static final Map<String, String> FIELDS = Map.of("basic_auth", "password", "authorization", "credentials");

    private final Optional<Seal> seal;

    @Inject
    JobSecrets(Secrets secrets, TargetsConfig config) {
        this.seal = config.encryptionKey()
                .map(reference -> new AesSeal(secrets.resolve(SecretRef.parse(reference)), PURPOSE));
    }

    /** The job as it is stored. */
    JsonObject closed(JobKey key, JsonObject given, Optional<JsonObject> before) {
        JsonObject closed = given.copy();
        FIELDS.forEach((field, secret) -> {
            if (closed.getValue(field) instanceof JsonObject login && login.getValue(secret) instanceof String value) {
                login.put(secret, value.equals(HIDDEN) ? kept(before, field, secret) : close(key, value));
            }
        });
        return closed;
    }

    private static String kept(Optional<JsonObject> before, String field, String secret) {
        return before.map(job -> job.getJsonObject(field))
                .map(login -> login.getString(secret))
                .orElseThrow(() -> Problem.of(
                        Kind.MALFORMED,
                        "targets.invalid-job",
                        field + ": give the " + secret + "; there is none kept that could stay."));
    }

    private String close(JobKey key, String secret) {
        if (secret.isEmpty() || secret.chars().anyMatch(Character::isISOControl)) {
            throw Problem.of(
                    Kind.MALFORMED, "targets.invalid-job", "A password or token is not empty, and of one line.");
        }
        return Base64.getEncoder().encodeToString(seal(key).closeText(name(key), secret));
    }

    /** The job as it is shown. */
    static JsonObject hidden(JsonObject stored) {
        JsonObject shown = stored.copy();
        FIELDS.forEach((field, secret) -> {
            if (shown.getValue(field) instanceof JsonObject login && login.containsKey(secret)) {
                login.put(secret, HIDDEN);
            }
        });
        return shown;
    }

    /** The value of the header Authorization with which the job's targets are scraped. */
    public Optional<String> authorization(ScrapeJob job) {
        return switch (job.login()) {
            case null -> Optional.empty();
            case Login.Basic basic -> {
                String pair = basic.user() + ":" + open(job.key(), basic.keptPassword());
                yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            case Login.Token token -> Optional.of(token.type() + " " + open(job.key(), token.keptCredentials()));
        };
    }

    private String open(JobKey key, String kept) {
        try {
            return seal(key).openText(name(key), Base64.getDecoder().decode(kept));
        } catch (IllegalStateException e) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "targets.unreadable-credentials",
                    "The job's credentials cannot be read any more; PUT the job with them again.",
                    e);
        }
    }

    private Seal seal(JobKey key) {
        return seal.orElseThrow(() -> Problem.of(
                Kind.UNPROCESSABLE,
                "targets.no-encryption-key",
                "The job '" + key.job() + "' has credentials, and this platform keeps none; the operator has to set"
                        + " pharos.targets.encryption-key."));
    }

    private static String name(JobKey key) {
        return "scrape-job/" + key.tenant() + "/" + key.environment() + "/" + key.job();
    }
}
