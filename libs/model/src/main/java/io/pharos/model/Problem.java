package io.pharos.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that reaches the caller: RFC 9457 problem+json on our own APIs, Prometheus's error JSON under its API.
 * The {@link #code()} is stable ({@code capability.case-in-words}); {@link #detail()} says what to do and never
 * holds a secret.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");

    private final Kind kind;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private Problem(Kind kind, String code, String detail, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        // No stack trace without a cause: a refusal is an answer, not a crash, and attackers can ask for many.
        super(code + ": " + detail, cause, false, cause != null);
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a problem code is capability.case-in-words, not " + code);
        }
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    public static Problem of(Kind kind, String code, String detail) {
        return new Problem(kind, code, detail, null, null);
    }

    public static Problem of(Kind kind, String code, String detail, Throwable cause) {
        return new Problem(kind, code, detail, null, cause);
    }

    /** The same problem with the time after which the caller may try again. */
    public Problem retryAfter(Duration wait) {
        return new Problem(kind, code, detail, wait, getCause());
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** When to try again, for the header Retry-After. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The problem's type URI, stable over releases. */
    public String type() {
        return "urn:pharos:problem:" + code;
    }
}
