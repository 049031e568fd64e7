package io.pharos.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a POST safe to repeat: with the same Idempotency-Key by the same caller it is done once within a day, and
 * answered the same. The answer is kept under the service's {@link Seal}, in the transaction of the act. The table is
 * {@code idempotent_answer} of the service's schema (Flyway location {@code db/repetition}).
 */
@Singleton
public class Repetition {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 200;
    private static final String KNOWN = """
            select request_sha256, answer from idempotent_answer
            where caller = $1 and key = $2 and created_at > $3
            """;
    private static final String KEEP = """
            insert into idempotent_answer (caller, key, request_sha256, answer, created_at)
            values ($1, $2, $3, $4, $5)
            on conflict (caller, key) do update set
                request_sha256 = excluded.request_sha256, answer = excluded.answer, created_at = excluded.created_at
            """;
    private static final String FORGET = "delete from idempotent_answer where created_at <= $1";

    private final Database database;
    private final Seal seal;
    private final ObjectMapper json;
    private final Clock clock;

    Repetition(Database database, Seal seal, ObjectMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** What is asked: by whom, under which key (null: not to be repeated), and the request itself. */
    public record Asked(String caller, @Nullable String key, String path, Object body) {
        public Asked {
            if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
                throw Problem.of(
                        Kind.MALFORMED,
                        "request.malformed-idempotency-key",
                        "An Idempotency-Key is 1 to 200 characters; a UUID does well.");
            }
        }
    }

    /** Does the work in one transaction, or gives the answer that it had before. */
    public <T> T once(Asked asked, Class<T> type, Function<Session, T> work) {
        String key = asked.key();
        return key == null
                ? database.transact(work)
                : database.transact(session -> onceWithin(session, asked, key, type, work));
    }

    int forgetOld(Session session) {
        return session.change(FORGET, clock.instant().minus(KEPT));
    }

    private <T> T onceWithin(Session session, Asked asked, String key, Class<T> type, Function<Session, T> work) {
        session.lock(asked.caller() + " " + key);
        byte[] request = sha256(asked.path() + "\n" + write(asked.body()));
        String name = "answer:" + asked.caller() + ":" + key;
        Optional<byte[]> known = session.first(
                KNOWN,
                row -> answer(row, request),
                asked.caller(),
                key,
                clock.instant().minus(KEPT));
        if (known.isPresent()) {
            return read(seal.open(name, known.get()), type);
        }
        T answer = work.apply(session);
        byte[] stored = seal.close(name, write(answer).getBytes(StandardCharsets.UTF_8));
        session.change(KEEP, asked.caller(), key, request, stored, clock.instant());
        return answer;
    }

    private static byte[] answer(Row row, byte[] request) {
        if (!MessageDigest.isEqual(Columns.bytes(row, "request_sha256"), request)) {
            throw Problem.of(
                    Kind.UNPROCESSABLE,
                    "request.idempotency-key-reused",
                    "This Idempotency-Key was used for another request; take a new key for a new request.");
        }
        return Columns.bytes(row, "answer");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(byte[] stored, Class<T> type) {
        try {
            return json.readValue(stored, type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
