package io.pharos.tenancy.problem;

import io.pharos.model.Kind;

/** Prometheus's word for a refusal, its {@code errorType}; the HTTP status stays that of the {@link Kind}. */
public final class PrometheusErrorType {
    private PrometheusErrorType() {}

    /** The word for that kind; clients of Prometheus branch on it. */
    public static String of(Kind kind) {
        return switch (kind) {
            case MALFORMED, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, CONFLICT, PRECONDITION_FAILED, METHOD_NOT_ALLOWED ->
                "bad_data";
            case UNAUTHENTICATED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not_found";
            case SUSPENDED -> "payment_required";
            case UNPROCESSABLE -> "execution";
            case RATE_LIMITED -> "too_many_requests";
            case INTERNAL -> "internal";
            case BAD_UPSTREAM, UNAVAILABLE -> "unavailable";
            case UPSTREAM_TIMEOUT -> "timeout";
        };
    }
}
