package io.pharos.router.proxy;

/** In which words a refusal is written, which is the path's to say. */
public enum ErrorShape {
    /** RFC 9457 {@code application/problem+json}. */
    PROBLEM,
    /** {@code {"status":"error","errorType":…,"error":…}}, as Prometheus's clients read it. */
    PROMETHEUS
}
