package io.pharos.model;

/**
 * Why a request was refused: the closed list of the suite. A kind fixes the HTTP status; the code of a
 * {@link Problem} tells the case within it. The order of the constants is the order in which refusals are checked.
 */
public enum Kind {
    /** The request cannot be understood, or its content is invalid; sending it again unchanged is useless. */
    MALFORMED(400, "Malformed request"),
    /** No credentials, or credentials that do not verify. */
    UNAUTHENTICATED(401, "Not authenticated"),
    /** Known, and not allowed: another tenant's data, or a scope that is missing. */
    FORBIDDEN(403, "Not allowed"),
    /** Does not exist, or not for this caller. */
    NOT_FOUND(404, "Not found"),
    /** The path exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** The tenant's account is suspended. */
    SUSPENDED(402, "Tenant suspended"),
    /** The resource has changed since it was read, or exists already. */
    CONFLICT(409, "Conflict"),
    /** The caller's version of a resource is not the stored one. */
    PRECONDITION_FAILED(412, "Precondition failed"),
    /** The body is larger than allowed. Never on the ingest path: senders drop data on it. */
    TOO_LARGE(413, "Too large"),
    /** The content type or encoding is not one that is understood here. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** Understood, and cannot be carried out as asked. */
    UNPROCESSABLE(422, "Cannot be carried out"),
    /** Over the caller's or the tenant's rate; carries Retry-After. */
    RATE_LIMITED(429, "Too many requests"),
    /** Our own defect. */
    INTERNAL(500, "Internal error"),
    /** An engine or service behind us answered nonsense. */
    BAD_UPSTREAM(502, "Bad answer from upstream"),
    /** We, or what we need, cannot serve now; carries Retry-After. */
    UNAVAILABLE(503, "Temporarily unavailable"),
    /** An engine or service behind us did not answer in time; carries Retry-After. */
    UPSTREAM_TIMEOUT(504, "Upstream timed out");

    private final int status;
    private final String title;

    Kind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status code of this kind. */
    public int status() {
        return status;
    }

    /** A short title for people, the same for every problem of this kind. */
    public String title() {
        return title;
    }
}
