package io.pharos.tenancy.problem;

import io.pharos.model.Problem;

/** A problem as Prometheus's API writes it. */
public record PrometheusError(String status, String errorType, String error) {
    public static PrometheusError of(Problem problem) {
        return new PrometheusError("error", PrometheusErrorType.of(problem.kind()), problem.detail());
    }
}
